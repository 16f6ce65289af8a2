package io.ordertrail.views.rebuild.verify;

import com.mongodb.client.MongoCursor;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.healing.Narrow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.bson.RawBsonDocument;

/**
 * Compares all documents of two generations while both are followed. What cannot be compared as it is, for it is missing on one side or stands
 * at other events there, is looked at once more when both have passed all that was stored then: what one of them does not know by that time,
 * it never will. What has come since is brought forward in the built one, in memory, by just those events. So each document takes two looks, or
 * three, however much is written meanwhile.
 */
public final class Verification<E> {

    /** More at a time are not kept: they are looked at before reading on. Of each is known what it had seen, so this takes few megabytes. */
    private static final int SUSPECTS = 10_000;

    /** Documents that are in memory at a time. */
    private static final int CHUNK = 500;

    private final Documents<?> live;
    private final Documents<E> built;
    private final Narrow<E> narrow;
    private final Passing passing;
    private final LongConsumer progress;
    private final Comparison comparison;

    /** By id, what either generation's document had seen. */
    private final Map<String, Map<String, Long>> suspects = new LinkedHashMap<>();

    /** Documents of the built generation that were ahead of the live one's when both were looked at. */
    private final Map<String, RawBsonDocument> ahead = new LinkedHashMap<>();

    /**
     * @param passing of both generations
     * @param progress is told the number of documents that are done, again and again
     * @param readers who do not have to wait for it
     */
    public Verification(Documents<?> live, Documents<E> built, Narrow<E> narrow, Passing passing, LongConsumer progress,
            Readers readers) {
        this.live = live;
        this.built = built;
        this.narrow = narrow;
        this.passing = passing;
        this.progress = progress;
        this.comparison = new Comparison(progress, readers);
    }

    /** @throws java.util.concurrent.CancellationException if this thread is interrupted, as it is when its rebuild is over */
    public Report run() {
        try (MongoCursor<RawBsonDocument> left = live.inOrder(); MongoCursor<RawBsonDocument> right = built.inOrder()) {
            comparison.compare(left, right, this::suspect);
        }
        lookAgain();
        return comparison.report();
    }

    private void suspect(String id, RawBsonDocument there, RawBsonDocument here) {
        Map<String, Long> seen = Comparison.known(there);
        Comparison.known(here).forEach((aggregate, sequence) -> seen.merge(aggregate, sequence, Math::max));
        suspects.put(id, seen);
        if (suspects.size() >= SUSPECTS) {
            lookAgain();
        }
    }

    private void lookAgain() {
        if (suspects.isEmpty()) {
            return;
        }
        passing.await();
        List<String> ids = List.copyOf(suspects.keySet());
        for (int from = 0; from < ids.size(); from += CHUNK) {
            look(ids.subList(from, Math.min(from + CHUNK, ids.size())));
            if (ahead.size() >= CHUNK) {
                settleAhead();
            }
            progress.accept(comparison.looked());
        }
        settleAhead();
        suspects.clear();
    }

    private void look(List<String> ids) {
        // The built ones first, so that most of the live ones are at the same events, or at later ones.
        Map<String, RawBsonDocument> here = built.findRaw(ids);
        Map<String, RawBsonDocument> there = live.findRaw(ids);
        for (String id : ids) {
            if (!settled(id, there.get(id), here.get(id), suspects.get(id))) {
                ahead.put(id, here.get(id));
            }
        }
    }

    /** By now the live one has passed what these documents have seen. */
    private void settleAhead() {
        if (ahead.isEmpty()) {
            return;
        }
        passing.await();
        Map<String, RawBsonDocument> there = live.findRaw(ahead.keySet());
        ahead.forEach((id, here) -> settled(id, there.get(id), here, Comparison.known(here)));
        ahead.clear();
    }

    /**
     * @param seen what both generations have passed since
     * @return false if the built one has gone on to where the live one may be in a moment; never if that is all it has seen
     */
    private boolean settled(String id, RawBsonDocument there, RawBsonDocument here, Map<String, Long> seen) {
        if (there == null && here == null) {
            return true;
        }
        RawBsonDocument forward = here;
        if (there != null && here != null && !Comparison.comparable(there, here)) {
            Map<String, Long> target = Comparison.known(there);
            Map<String, Long> known = Comparison.known(here);
            if (covers(target, seen) && covers(known, seen)) {
                if (!covers(target, known)) {
                    return false;
                }
                forward = narrow.forward(id, built.decoded(here), target).map(Change::document).orElse(here);
            }
        }
        comparison.settle(id, there, forward);
        return true;
    }

    private static boolean covers(Map<String, Long> known, Map<String, Long> seen) {
        return seen.entrySet().stream().allMatch(event -> known.getOrDefault(event.getKey(), -1L) >= event.getValue());
    }
}
