package io.ordertrail.views.rebuild.verify;

import io.ordertrail.views.following.Readers;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.rebuild.verify.Report.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Compares two generations, each handed over in the order of ids, document by document and in step, so that it takes no more memory than a
 * document of each. Two that do not stand at the same events say nothing: they, and those that only one side has, are suspects, to be looked
 * at again.
 */
final class Comparison {

    private static final int PROGRESS = 5_000;

    /** Documents after which to see whether somebody reads: a fraction of a millisecond's work. */
    private static final int COURTESY = 100;

    private long equal;
    private long different;
    private long missing;
    private long extra;
    private final List<Difference> samples = new ArrayList<>();
    private final LongConsumer progress;
    private final Readers readers;

    /**
     * @param progress is told the number of documents that are done, every few thousand
     * @param readers who do not have to wait for it
     */
    Comparison(LongConsumer progress, Readers readers) {
        this.progress = progress;
        this.readers = readers;
    }

    /** Takes a document that cannot be compared as it is. */
    interface Suspects {

        /** Either may be null, not both. */
        void add(String id, RawBsonDocument live, RawBsonDocument built);
    }

    void compare(Iterator<RawBsonDocument> live, Iterator<RawBsonDocument> built, Suspects suspects) {
        RawBsonDocument left = next(live, true);
        RawBsonDocument right = next(built, false);
        while (left != null || right != null) {
            if (left != null && right != null && sameBytes(left, right)) {
                equal++;
                left = next(live, true);
                right = next(built, false);
                tell();
                continue;
            }
            int order = left == null ? 1 : right == null ? -1 : id(left).compareTo(id(right));
            if (order < 0) {
                suspects.add(id(left), left, null);
            } else if (order > 0) {
                suspects.add(id(right), null, right);
            } else if (!comparable(left, right)) {
                suspects.add(id(left), left, right);
            } else {
                settle(id(left), left, right);
            }
            tell();
            left = order <= 0 ? next(live, true) : left;
            right = order >= 0 ? next(built, false) : right;
        }
    }

    private void tell() {
        if (looked() % COURTESY == 0) {
            readers.giveWay();
        }
        if (looked() % PROGRESS == 0) {
            progress.accept(looked());
        }
    }

    private static boolean sameBytes(RawBsonDocument live, RawBsonDocument built) {
        return live.getByteBuffer().asNIO().equals(built.getByteBuffer().asNIO());
    }

    /** One whose id is no text is nobody's, and the other side has none like it. */
    private RawBsonDocument next(Iterator<RawBsonDocument> documents, boolean live) {
        while (documents.hasNext()) {
            RawBsonDocument document = documents.next();
            if (document.isString(Stored.ID)) {
                return document;
            }
            settle(document.get(Stored.ID).toString(), live ? document : null, live ? null : document);
        }
        return null;
    }

    private static String id(RawBsonDocument document) {
        return document.getString(Stored.ID).getValue();
    }

    /** Whether both have seen the same events, and missed the same. */
    static boolean comparable(RawBsonDocument live, RawBsonDocument built) {
        return live != null && built != null && equal(live.get(Stored.SEQUENCES), built.get(Stored.SEQUENCES))
                && equal(behind(live), behind(built));
    }

    /** The same bytes are the same document, and mostly that is all there is to it. Fields may stand in another order. */
    private static boolean equal(BsonValue live, BsonValue built) {
        return live instanceof RawBsonDocument left && built instanceof RawBsonDocument right
                && sameBytes(left, right) || Objects.equals(live, built);
    }

    private static BsonValue behind(RawBsonDocument document) {
        return document.get(Stored.PARKED) instanceof BsonDocument parked ? parked.get("behind") : null;
    }

    /**
     * The last event of each aggregate that a document has seen, or noted as missed; of an entry in whatever shape another version keeps it. What
     * cannot be read is not known.
     */
    static Map<String, Long> known(RawBsonDocument document) {
        Map<String, Long> known = new HashMap<>();
        if (document != null) {
            Stream.of(document.get(Stored.SEQUENCES), behind(document)).filter(BsonDocument.class::isInstance)
                    .forEach(sequences -> sequences.asDocument().forEach((aggregate, sequence) -> {
                        if (sequence instanceof BsonNumber number) {
                            known.merge(aggregate, number.longValue(), Math::max);
                        }
                    }));
        }
        return known;
    }

    /** Counts a document for good. Either may be null, not both. */
    void settle(String id, RawBsonDocument live, RawBsonDocument built) {
        if (built == null) {
            missing++;
        } else if (live == null) {
            extra++;
        } else if (same(live, built)) {
            equal++;
            return;
        } else {
            different++;
        }
        if (samples.size() < Report.SAMPLES) {
            samples.add(new Difference(id, Differences.between(live, built)));
        }
    }

    private static boolean same(RawBsonDocument live, RawBsonDocument built) {
        return equal(live.get(Stored.ENTRY), built.get(Stored.ENTRY)) && equal(parking(live), parking(built)) && comparable(live, built)
                && counted(live) == counted(built);
    }

    /** How often it was written differs; that somebody can go on from there does not. */
    private static boolean counted(RawBsonDocument document) {
        return document.get(Stored.REVISION) instanceof BsonNumber;
    }

    private static BsonValue parking(RawBsonDocument document) {
        BsonValue parked = document.get(Stored.PARKED);
        return parked instanceof BsonDocument why ? why.get("event") : parked;
    }

    long looked() {
        return equal + different + missing + extra;
    }

    Report report() {
        return new Report(equal + different, equal, different, missing, extra, List.copyOf(samples));
    }
}
