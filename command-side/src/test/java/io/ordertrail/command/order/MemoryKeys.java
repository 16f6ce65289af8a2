package io.ordertrail.command.order;

import io.ordertrail.events.OrderId;
import java.util.HashMap;
import java.util.Map;

/** Keys that several desks (nodes) of one test share. */
class MemoryKeys implements IdempotencyKeys {

    final Map<String, Stored> stored = new HashMap<>();

    /** @param attempt null if none is under way */
    record Stored(OrderId order, String fingerprint, String attempt) {

        Stored over() {
            return new Stored(order, fingerprint, null);
        }
    }

    @Override
    public Claim claim(String key, String fingerprint, OrderId proposed, String attempt) {
        Stored found = stored.getOrDefault(key, new Stored(proposed, null, null));
        if (found.attempt != null) {
            return new Claim(fingerprint.equals(found.fingerprint) ? State.IN_PROGRESS : State.OTHERS_IN_PROGRESS, found.order);
        }
        if (found.fingerprint != null && !found.fingerprint.equals(fingerprint)) {
            return new Claim(State.REUSED, found.order);
        }
        stored.put(key, new Stored(found.order, fingerprint, attempt));
        return new Claim(State.TAKEN, found.order);
    }

    @Override
    public void giveUp(String key, String attempt) {
        stored.computeIfPresent(key, (same, found) -> attempt.equals(found.attempt) ? found.over() : found);
    }

    @Override
    public void free(String key, String attempt) {
        stored.computeIfPresent(key, (same, found) -> attempt.equals(found.attempt) ? new Stored(found.order, null, null) : found);
    }

    /** So much time passes that whoever is under way counts as over. */
    void pass() {
        stored.replaceAll((key, found) -> found.over());
    }
}
