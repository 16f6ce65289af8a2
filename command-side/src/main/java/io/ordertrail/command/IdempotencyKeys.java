package io.ordertrail.command;

import java.time.Duration;

/**
 * Remembers, durably and for all nodes, what a client's {@code Idempotency-Key} stands for: the id under which its request is done. A key
 * stands for that one id for its whole life, whichever request it comes with: so two nodes, or two attempts of which one was thought to be
 * over, do it once at most. Its life is counted from the last attempt, and hundreds of times as long as one: no key ends under an attempt.
 * After it, it is a new key. All by the store's own clock. See ADR 23.
 */
public interface IdempotencyKeys {

    /** What a client may write. */
    String FORM = "[ -~]{1,200}";
    String FORM_IN_WORDS = "must have 1 to 200 printable characters";

    Duration SHORTEST_LIFE = Duration.ofHours(1);

    /** By the store's clock. An attempt that is older is over, whatever has become of it; a request is answered sooner. */
    Duration LONGEST_ATTEMPT = Duration.ofSeconds(15);

    /** The longest note, in characters. */
    int LONGEST_NOTE = 200;

    /**
     * What to keep a key for, counted from where an attempt begins, so that it lives this long after its answer.
     *
     * @throws IllegalArgumentException if keys cannot live that short
     */
    static Duration fromAttempt(Duration life) {
        if (life.compareTo(SHORTEST_LIFE) < 0) {
            throw new IllegalArgumentException(
                    "ORDERTRAIL_IDEMPOTENCY_KEYS_LIFE is %s, it must be %s at least".formatted(life, SHORTEST_LIFE));
        }
        return life.plus(LONGEST_ATTEMPT);
    }

    /**
     * Begins an attempt to do what the key stands for, unless another one is under way or the key came with another request.
     *
     * @param fingerprint hash of the request
     * @param proposed the id that the key stands for if it is new
     * @param attempt a new id
     */
    Claim claim(String key, String fingerprint, String proposed, String attempt);

    /** Ends an attempt that was answered, and keeps what is needed to answer so again. Nothing if it was over already. */
    void note(String key, String attempt, String note);

    /** Ends an attempt of which nobody knows how it ended: the same request may try again at once. Nothing if it was over already. */
    void giveUp(String key, String attempt);

    /** Ends an attempt that was refused: any request may use the key now. Nothing if it was over already. */
    void free(String key, String attempt);

    /**
     * @param id what the key stands for
     * @param note what was noted of it; null if nothing was
     */
    record Claim(State state, String id, String note) {
    }

    /** What has become of a claim. */
    enum State {

        /** It is this attempt's to do it, or to find that it was done before. */
        TAKEN,
        /** Another attempt with the same request is under way, or was answered moments ago. */
        IN_PROGRESS,
        /** The same of another request. */
        OTHERS_IN_PROGRESS,
        /** The key came with another request before. */
        REUSED
    }
}
