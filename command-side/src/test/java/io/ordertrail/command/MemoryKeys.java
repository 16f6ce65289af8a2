package io.ordertrail.command;

import java.util.HashMap;
import java.util.Map;

/** Keys that several desks (nodes) of one test share. */
public class MemoryKeys implements IdempotencyKeys {

    public final Map<String, Stored> stored = new HashMap<>();

    /** @param attempt null if none is under way */
    public record Stored(String id, String fingerprint, String attempt, String note) {

        Stored over() {
            return new Stored(id, fingerprint, null, note);
        }
    }

    @Override
    public Claim claim(String key, String fingerprint, String proposed, String attempt) {
        Stored found = stored.getOrDefault(key, new Stored(proposed, null, null, null));
        if (found.attempt != null) {
            return new Claim(fingerprint.equals(found.fingerprint) ? State.IN_PROGRESS : State.OTHERS_IN_PROGRESS, found.id, found.note);
        }
        if (found.fingerprint != null && !found.fingerprint.equals(fingerprint)) {
            return new Claim(State.REUSED, found.id, found.note);
        }
        stored.put(key, new Stored(found.id, fingerprint, attempt, found.note));
        return new Claim(State.TAKEN, found.id, found.note);
    }

    @Override
    public void note(String key, String attempt, String note) {
        stored.computeIfPresent(key, (same, found) -> attempt.equals(found.attempt)
                ? new Stored(found.id, found.fingerprint, null, note)
                : found);
    }

    @Override
    public void giveUp(String key, String attempt) {
        stored.computeIfPresent(key, (same, found) -> attempt.equals(found.attempt) ? found.over() : found);
    }

    @Override
    public void free(String key, String attempt) {
        stored.computeIfPresent(key, (same, found) -> attempt.equals(found.attempt) ? new Stored(found.id, null, null, null) : found);
    }

    /** So much time passes that whoever is under way counts as over. */
    public void pass() {
        stored.replaceAll((key, found) -> found.over());
    }
}
