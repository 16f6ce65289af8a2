package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.IdempotencyKeys.Claim;
import io.ordertrail.command.IdempotencyKeys.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What idempotency keys do, whatever they are kept in. */
abstract class IdempotencyKeysContract {

    private static final String FIRST = "01A";
    private static final String SECOND = "01B";

    static final Duration LIFE = Duration.ofDays(30);

    /** The same keys, as two nodes have them. */
    IdempotencyKeys keys;
    IdempotencyKeys other;

    /** Makes all attempts so far older than the longest one. */
    abstract void pass();

    @Test
    void whoClaimsFirstHasTheKeyOnEveryNode() {
        assertThat(keys.claim("key", "print", FIRST, "a")).isEqualTo(new Claim(State.TAKEN, FIRST, null));
        assertThat(keys.claim("key", "print", SECOND, "b")).isEqualTo(new Claim(State.IN_PROGRESS, FIRST, null));
        assertThat(other.claim("key", "another", SECOND, "c")).isEqualTo(new Claim(State.OTHERS_IN_PROGRESS, FIRST, null));
    }

    @Test
    void givenUpItIsTheSameRequestsToTryAgain() {
        keys.claim("key", "print", FIRST, "a");
        keys.giveUp("key", "a");

        assertThat(other.claim("key", "another", SECOND, "b")).isEqualTo(new Claim(State.REUSED, FIRST, null));
        assertThat(other.claim("key", "print", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, FIRST, null));
    }

    @Test
    void freedItIsAnyRequestsAndStandsForTheSameOrder() {
        keys.claim("key", "print", FIRST, "a");
        keys.free("key", "a");

        assertThat(other.claim("key", "another", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, FIRST, null));
        other.giveUp("key", "b");
        assertThat(keys.claim("key", "print", SECOND, "c")).isEqualTo(new Claim(State.REUSED, FIRST, null));
    }

    @Test
    void attemptThatIsTooOldIsOver() {
        keys.claim("key", "print", FIRST, "a");
        pass();

        assertThat(other.claim("key", "another", SECOND, "b")).isEqualTo(new Claim(State.REUSED, FIRST, null));
        assertThat(other.claim("key", "print", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, FIRST, null));
        assertThat(other.claim("key", "print", SECOND, "c")).isEqualTo(new Claim(State.IN_PROGRESS, FIRST, null));
    }

    @Test
    void whoseAttemptIsOverEndsNobodyElses() {
        keys.claim("key", "print", FIRST, "a");
        pass();
        other.claim("key", "print", FIRST, "b");
        keys.free("key", "a");
        keys.giveUp("key", "a");

        assertThat(keys.claim("key", "another", SECOND, "c")).isEqualTo(new Claim(State.OTHERS_IN_PROGRESS, FIRST, null));
    }

    @Test
    void whatIsNotedIsToldToWhoeverComesAgain() {
        keys.claim("key", "print", FIRST, "a");
        keys.note("key", "another's", "something else");
        keys.note("key", "a", "n".repeat(IdempotencyKeys.LONGEST_NOTE));

        assertThat(other.claim("key", "another", SECOND, "b").state()).isEqualTo(State.REUSED);
        for (State state : List.of(State.TAKEN, State.IN_PROGRESS)) {
            assertThat(other.claim("key", "print", SECOND, "c"))
                    .isEqualTo(new Claim(state, FIRST, "n".repeat(IdempotencyKeys.LONGEST_NOTE)));
        }
    }

    @Test
    void keysAreToldApartToTheLetter() {
        keys.claim("key", "first", FIRST, "a");

        assertThat(keys.claim("KEY", "second", SECOND, "b")).isEqualTo(new Claim(State.TAKEN, SECOND, null));
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
                        (i % 2 == 0 ? keys : other).claim("key", "print", "order " + i, UUID.randomUUID().toString())))
                .toList());

        assertThat(claims.values().stream().map(Claim::id).collect(Collectors.toSet())).hasSize(1);
        assertThat(claims.values()).filteredOn(claim -> claim.state() == State.TAKEN).hasSize(1);
    }
}
