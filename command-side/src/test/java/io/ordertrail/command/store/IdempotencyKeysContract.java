package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.order.IdempotencyKeys;
import io.ordertrail.command.order.IdempotencyKeys.Claim;
import io.ordertrail.events.OrderId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What idempotency keys do, whatever they are kept in. */
abstract class IdempotencyKeysContract {

    /** The same keys, as two nodes have them. */
    IdempotencyKeys keys;
    IdempotencyKeys other;

    @Test
    void firstClaimStands() {
        assertThat(keys.claim("key", "first", new OrderId("01A"))).isEqualTo(new Claim(new OrderId("01A"), "first"));
        assertThat(keys.claim("key", "second", new OrderId("01B"))).isEqualTo(new Claim(new OrderId("01A"), "first"));
    }

    @Test
    void aClaimStandsOnEveryNode() {
        keys.claim("key", "first", new OrderId("01A"));

        assertThat(other.claim("key", "second", new OrderId("01B"))).isEqualTo(new Claim(new OrderId("01A"), "first"));
    }

    @Test
    void releasedKeyCanBeClaimedAgain() {
        keys.claim("key", "first", new OrderId("01A"));
        keys.release("key");

        assertThat(keys.claim("key", "second", new OrderId("01B")).order()).isEqualTo(new OrderId("01B"));
    }

    @Test
    void keysAreToldApartToTheLetter() {
        keys.claim("key", "first", new OrderId("01A"));

        assertThat(keys.claim("KEY", "second", new OrderId("01B")).order()).isEqualTo(new OrderId("01B"));
    }

    @Test
    void amongManyWhoClaimAtOnceOneWins() {
        Set<OrderId> winners = ConcurrentHashMap.newKeySet();

        AtOnce.all(IntStream.range(0, 40)
                .<Runnable>mapToObj(
                        i -> () -> winners.add((i % 2 == 0 ? keys : other).claim("key", "print", new OrderId("order " + i)).order()))
                .toList());

        assertThat(winners).hasSize(1);
    }
}
