package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.order.IdempotencyKeys;
import io.ordertrail.command.order.IdempotencyKeys.Claim;
import io.ordertrail.command.order.IdempotencyKeys.State;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.time.SetTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What idempotency keys do, whatever they are kept in. */
abstract class IdempotencyKeysContract {

    private static final OrderId FIRST = new OrderId("01A");
    private static final OrderId SECOND = new OrderId("01B");

    static final Duration LIFE = Duration.ofDays(30);

    /** In milliseconds, as both stores keep times. */
    final SetTime clock = new SetTime(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    /** The same keys, as two nodes have them. */
    IdempotencyKeys keys;
    IdempotencyKeys other;

    /** Makes all attempts so far older than the longest one. */
    abstract void pass();

    @Test
    void whoClaimsFirstHasTheKeyOnEveryNode() {
        assertThat(keys.claim("key", "print", FIRST, "a")).isEqualTo(new Claim(State.TAKEN, FIRST));
        assertThat(keys.claim("key", "print", SECOND, "b")).isEqualTo(new Claim(State.IN_PROGRESS, FIRST));
        assertThat(other.claim("key", "another", SECOND, "c")).isEqualTo(new Claim(State.OTHERS_IN_PROGRESS, FIRST));
    }

    @Test
    void givenUpItIsTheSameRequestsToTryAgain() {
        keys.claim("key", "print", FIRST, "a");
        keys.giveUp("key", "a");

        assertThat(other.claim("key", "another", SECOND, "b")).isEqualTo(new Claim(State.REUSED, FIRST));
        assertThat(other.claim("key", "print", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, FIRST));
    }

    @Test
    void freedItIsAnyRequestsAndStandsForTheSameOrder() {
        keys.claim("key", "print", FIRST, "a");
        keys.free("key", "a");

        assertThat(other.claim("key", "another", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, FIRST));
        other.giveUp("key", "b");
        assertThat(keys.claim("key", "print", SECOND, "c")).isEqualTo(new Claim(State.REUSED, FIRST));
    }

    @Test
    void attemptThatIsTooOldIsOver() {
        keys.claim("key", "print", FIRST, "a");
        pass();

        assertThat(other.claim("key", "another", SECOND, "b")).isEqualTo(new Claim(State.REUSED, FIRST));
        assertThat(other.claim("key", "print", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, FIRST));
        assertThat(other.claim("key", "print", SECOND, "c")).isEqualTo(new Claim(State.IN_PROGRESS, FIRST));
    }

    @Test
    void whoseAttemptIsOverEndsNobodyElses() {
        keys.claim("key", "print", FIRST, "a");
        pass();
        other.claim("key", "print", FIRST, "b");
        keys.free("key", "a");
        keys.giveUp("key", "a");

        assertThat(keys.claim("key", "another", SECOND, "c")).isEqualTo(new Claim(State.OTHERS_IN_PROGRESS, FIRST));
    }

    /** When the key ends, as it is stored; null if it is gone. */
    abstract Instant endOf(String key);

    @Test
    void keyLivesFromItsLastAttemptHoweverThatEnded() {
        keys.claim("key", "print", FIRST, "a");
        assertThat(endOf("key")).isEqualTo(clock.instant().plus(LIFE));
        keys.giveUp("key", "a");

        clock.pass(LIFE.minusMillis(1));
        other.claim("key", "another", FIRST, "b");
        assertThat(endOf("key")).as("refused, it is not used").isEqualTo(clock.instant().plusMillis(1));
        other.claim("key", "print", FIRST, "c");
        other.free("key", "c");
        assertThat(endOf("key")).isEqualTo(clock.instant().plus(LIFE));
    }

    @Test
    void keysAreToldApartToTheLetter() {
        keys.claim("key", "first", FIRST, "a");

        assertThat(keys.claim("KEY", "second", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, SECOND));
    }

    @Test
    void amongManyWhoClaimAtOnceOneWinsHoweverTheKeyWasLeft() {
        assertOneWins();
        pass();
        assertOneWins();
        assertOneWins("free");
    }

    private void assertOneWins(String... left) {
        if (left.length > 0) {
            pass();
            keys.claim("key", "print", FIRST, left[0]);
            keys.free("key", left[0]);
        }
        Map<Integer, Claim> claims = new ConcurrentHashMap<>();
        AtOnce.all(IntStream.range(0, 40)
                .<Runnable>mapToObj(i -> () -> claims.put(i,
                        (i % 2 == 0 ? keys : other).claim("key", "print", new OrderId("order " + i), UUID.randomUUID().toString())))
                .toList());

        assertThat(claims.values().stream().map(Claim::order).collect(Collectors.toSet())).hasSize(1);
        assertThat(claims.values()).filteredOn(claim -> claim.state() == State.TAKEN).hasSize(1);
    }
}
