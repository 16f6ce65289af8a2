package io.ordertrail.command.order;

import io.ordertrail.events.OrderId;
import java.util.HashMap;
import java.util.Map;

/** Keys that several desks (nodes) of one test share. */
class MemoryKeys implements IdempotencyKeys {

    final Map<String, Claim> claims = new HashMap<>();

    @Override
    public Claim claim(String key, String fingerprint, OrderId proposed) {
        return claims.computeIfAbsent(key, unclaimed -> new Claim(proposed, fingerprint));
    }

    @Override
    public void release(String key) {
        claims.remove(key);
    }
}
