package io.ordertrail.command.order;

import io.ordertrail.events.OrderId;

/** Remembers, durably and for all nodes, which order a client's {@code Idempotency-Key} stands for. */
public interface IdempotencyKeys {

    /** Claims the key if nobody has; answers what is stored under it then: the first claim ever made, or this one. */
    Claim claim(String key, String fingerprint, OrderId proposed);

    /** Forgets the key: the request was refused, and another may use it. */
    void release(String key);

    /** @param fingerprint hash of the request that claimed the key */
    record Claim(OrderId order, String fingerprint) {
    }
}
