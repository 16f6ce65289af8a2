package io.ordertrail.query.rebuild;

import com.mongodb.client.MongoCursor;
import io.ordertrail.query.view.Documents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.bson.RawBsonDocument;

/**
 * Compares all documents of two generations while both are followed. A document that is at different events on either side is read again
 * until it is not, or until it has stood still on both for so long that neither is going to move.
 */
final class Verification {

    /** More suspects at a time are not kept: they are looked at before reading on. */
    private static final int SUSPECTS = 2_000;

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Documents<?> live;
    private final Documents<?> built;
    private final Duration patience;
    private final LongConsumer progress;
    private final Comparison comparison;
    private List<String> suspects = new ArrayList<>();

    /**
     * @param patience how long a document may stand at different events on either side, and not move, before it is counted as it is
     * @param progress is told the number of documents that are done, again and again
     */
    Verification(Documents<?> live, Documents<?> built, Duration patience, LongConsumer progress) {
        this.live = live;
        this.built = built;
        this.patience = patience;
        this.progress = progress;
        this.comparison = new Comparison(progress);
    }

    Report run() throws InterruptedException {
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
        suspects.add(id);
        if (suspects.size() >= SUSPECTS) {
            try {
                lookAgain();
            } catch (InterruptedException e) {
                throw new Interrupted(e);
            }
        }
    }

    private void lookAgain() throws InterruptedException {
        Map<String, RawBsonDocument> liveBefore = Map.of();
        Map<String, RawBsonDocument> builtBefore = Map.of();
        long still = System.nanoTime();
        while (!suspects.isEmpty()) {
            Map<String, RawBsonDocument> left = live.findRaw(suspects);
            Map<String, RawBsonDocument> right = built.findRaw(suspects);
            if (moved(liveBefore, left) || moved(builtBefore, right)) {
                still = System.nanoTime();
            }
            boolean patient = System.nanoTime() - still < patience.toNanos();
            List<String> remaining = new ArrayList<>();
            for (String id : suspects) {
                if (patient && !Comparison.comparable(left.get(id), right.get(id))) {
                    remaining.add(id);
                } else if (left.containsKey(id) || right.containsKey(id)) {
                    comparison.settle(id, left.get(id), right.get(id));
                }
            }
            suspects = remaining;
            liveBefore = left;
            builtBefore = right;
            progress.accept(comparison.looked());
            if (!suspects.isEmpty()) {
                Thread.sleep(AGAIN);
            }
        }
    }

    private boolean moved(Map<String, RawBsonDocument> before, Map<String, RawBsonDocument> after) {
        return suspects.stream().anyMatch(id -> !Objects.equals(before.get(id), after.get(id)));
    }
}
