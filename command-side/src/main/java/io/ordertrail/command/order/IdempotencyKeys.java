package io.ordertrail.command.order;

import io.ordertrail.events.OrderId;
import java.time.Duration;

/**
 * Remembers, durably and for all nodes, which order a client's {@code Idempotency-Key} stands for. A key stands for that one order for its
 * whole life, whichever request it comes with: so two nodes, or two attempts of which one was thought to be over, make one order at most. Its
 * life is counted from the last attempt, and hundreds of times as long as one: no key ends under an attempt. After it, it is a new key. See
 * ADR 23.
 */
public interface IdempotencyKeys {

    Duration SHORTEST_LIFE = Duration.ofHours(1);

    /** By the store's clock. An attempt that is older is over, whatever has become of it; a request is answered sooner. */
    Duration LONGEST_ATTEMPT = Duration.ofSeconds(15);

    /** @throws IllegalArgumentException if keys cannot live that short */
    static Duration checked(Duration life) {
        if (life.compareTo(SHORTEST_LIFE) < 0) {
            throw new IllegalArgumentException(
                    "ORDERTRAIL_IDEMPOTENCY_KEYS_LIFE is %s, it must be %s at least".formatted(life, SHORTEST_LIFE));
        }
        return life;
    }

    /**
     * Begins an attempt to place the key's order, unless another one is under way or the key came with another request.
     *
     * @param fingerprint hash of the request
     * @param proposed the order that the key stands for if it is new
     * @param attempt a new id
     */
    Claim claim(String key, String fingerprint, OrderId proposed, String attempt);

    /** Ends an attempt of which nobody knows how it ended: the same request may try again at once. Nothing if it was over already. */
    void giveUp(String key, String attempt);

    /** Ends an attempt that was refused: any request may use the key now. Nothing if it was over already. */
    void free(String key, String attempt);

    /** @param order the order that the key stands for */
    record Claim(State state, OrderId order) {
    }

    /** What has become of a claim. */
    enum State {

        /** It is this attempt's to place the order, or to find that it was placed before. */
        TAKEN,
        /** Another attempt with the same request is under way, or was answered moments ago. */
        IN_PROGRESS,
        /** The same of another request. */
        OTHERS_IN_PROGRESS,
        /** The key came with another request before. */
        REUSED
    }
}
