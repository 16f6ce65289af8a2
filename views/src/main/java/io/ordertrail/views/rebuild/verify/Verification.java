package io.ordertrail.views.rebuild.verify;

import com.mongodb.client.MongoCursor;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.projection.Stored;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.bson.RawBsonDocument;

/**
 * Compares all documents of two generations while both are followed. One that is at earlier events in the built generation than in the live
 * one is brought forward by just those events, in memory; one that is ahead, or missing on one side, is looked at again until that has
 * changed or both sides have stood still for long enough.
 */
public final class Verification<E> {

    /** More suspects at a time are not kept: they are looked at before reading on. */
    private static final int SUSPECTS = 2_000;

    private static final Duration AGAIN = Duration.ofMillis(50);

    /** Nobody follows what a node has followed that was killed, until its claims have run out. If it takes longer than this, nobody does. */
    static final Duration UNFOLLOWED = Duration.ofMinutes(1);

    private final Documents<?> live;
    private final Documents<E> built;
    private final Narrow<E> narrow;
    private final Positions positions;
    private final Duration patience;
    private final LongConsumer progress;
    private final Comparison comparison;
    private Map<String, RawBsonDocument> suspects = new LinkedHashMap<>();

    /**
     * How far the two generations are followed, for to tell who stands still from who has not come there yet.
     *
     * @param head the position of the last event stored
     * @param followed the position up to which both have come
     */
    public record Positions(LongSupplier head, LongSupplier followed) {
    }

    /**
     * @param patience how long a document may stand at different events on either side, and not move, before it is counted as it is
     * @param progress is told the number of documents that are done, again and again
     * @param readers who do not have to wait for it
     */
    public Verification(Documents<?> live, Documents<E> built, Narrow<E> narrow, Positions positions, Duration patience,
            LongConsumer progress,
            Readers readers) {
        this.live = live;
        this.built = built;
        this.narrow = narrow;
        this.positions = positions;
        this.patience = patience;
        this.progress = progress;
        this.comparison = new Comparison(progress, readers);
    }

    public Report run() throws InterruptedException {
        try (MongoCursor<RawBsonDocument> left = live.inOrder(); MongoCursor<RawBsonDocument> right = built.inOrder()) {
            comparison.compare(left, right, this::suspect);
        } catch (Interrupted e) {
            throw e.cause;
        }
        lookAgain();
        return comparison.report();
    }

    /** An interrupt on its way through a callback. */
    private static final class Interrupted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final InterruptedException cause;

        Interrupted(InterruptedException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void suspect(String id) {
        suspects.put(id, null);
        if (suspects.size() >= SUSPECTS) {
            try {
                lookAgain();
            } catch (InterruptedException e) {
                throw new Interrupted(e);
            }
        }
    }

    private void lookAgain() throws InterruptedException {
        Map<String, RawBsonDocument> before = Map.of();
        long still = System.nanoTime();
        long present = positions.head.getAsLong();
        boolean followedBefore = false;
        while (!suspects.isEmpty()) {
            boolean followed = positions.followed.getAsLong() >= present;
            // The built one first, and as it was when first seen: then the live one is going to be at the same events, or later ones.
            Map<String, RawBsonDocument> fresh = built.findRaw(suspects.keySet());
            suspects.replaceAll((id, seen) -> seen == null ? fresh.get(id) : seen);
            Map<String, RawBsonDocument> now = live.findRaw(suspects.keySet());
            if (!before.equals(now) || followed != followedBefore) {
                still = System.nanoTime();
            }
            before = now;
            followedBefore = followed;
            boolean patient = System.nanoTime() - still < (followed ? patience : UNFOLLOWED).toNanos();
            suspects.entrySet().removeIf(suspect -> settled(suspect.getKey(), now.get(suspect.getKey()), suspect.getValue(), patient));
            progress.accept(comparison.looked());
            if (!suspects.isEmpty()) {
                Thread.sleep(AGAIN);
            }
        }
    }

    private boolean settled(String id, RawBsonDocument there, RawBsonDocument here, boolean patient) {
        if (there == null && here == null) {
            return true;
        }
        RawBsonDocument forward = here;
        if (there != null && here != null && !Comparison.comparable(there, here)) {
            Stored<?> target = live.decoded(there);
            Stored<E> known = built.decoded(here);
            if (target.covers(known)) {
                forward = narrow.forward(id, known, target.known()).map(Change::document).orElse(here);
            } else if (patient) {
                return false;
            }
        } else if (patient && (there == null || here == null)) {
            return false;
        }
        comparison.settle(id, there, forward);
        return true;
    }
}
