package io.ordertrail.views.projection;

import io.ordertrail.views.history.Positions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a document stands still: an event that could not be folded, or something in itself that could not be read. Its events wait in the event
 * store, from which the document can be folded again.
 *
 * @param event identifier of the event that failed; empty, and nothing about it said, if the document itself could not be read
 * @param position of that event in the store
 * @param time when that event happened
 * @param error what the fold said
 * @param behind the last event that arrived and was not applied, of each aggregate: whose streams to read, and how far at least
 */
public record Parked(String event, String aggregate, long sequence, long position, Instant time, String error,
        Map<String, Long> behind) {

    /** Enough to understand an error by; a message may quote a whole payload. */
    private static final int ERROR_LENGTH = 500;

    private static final int LOST = -2;

    /** As {@link Recording} and {@link Folding} say it. */
    static final String UNKNOWN_TYPE = "An event of a type unknown here";
    static final String MISSING = ", which comes before this one, is missing";

    static Parked by(Arrival arrival, RuntimeException failure) {
        String aggregate = arrival.aggregate();
        return new Parked(arrival.message().getIdentifier(), aggregate, arrival.sequence(), Positions.ofEvent(arrival.message()),
                arrival.time(),
                shortened(failure.toString()), Map.of(aggregate, arrival.sequence()));
    }

    /**
     * Of a document of which what was folded is lost, all of it.
     *
     * @param known the last event of each aggregate that it had seen or noted
     */
    public static Parked unreadable(String error, Map<String, Long> known) {
        return new Parked("", "", -1, 0, Instant.EPOCH, shortened(error), new TreeMap<>(known));
    }

    /** The same, where what is known may lack aggregates whose events were in it. */
    public static Parked lost(String error, Map<String, Long> known) {
        return new Parked("", "", LOST, 0, Instant.EPOCH, shortened(error), new TreeMap<>(known));
    }

    /** Whether all events have to be gone through to find those of this document. */
    public boolean lost() {
        return unreadable() && sequence == LOST;
    }

    /** Whether no event is at fault. */
    public boolean unreadable() {
        return event.isEmpty();
    }

    /** What kind of trouble it is, by what was said of it. */
    public Category category() {
        if (unreadable()) {
            return Category.CANNOT_BE_READ;
        }
        if (error.contains(UNKNOWN_TYPE)) {
            return Category.UNKNOWN_EVENT_TYPE;
        }
        if (error.endsWith(MISSING)) {
            return Category.OUT_OF_ORDER;
        }
        return error.startsWith("com.mongodb.") || error.startsWith("org.bson.") || error.contains("The document has more than ")
                ? Category.STORE : Category.CANNOT_BE_FOLDED;
    }

    /** Kinds of trouble, each with what is likely to be behind it. */
    public enum Category {
        CANNOT_BE_READ("Somebody, or another version, has written into the document by hand. Heal it."),
        CANNOT_BE_FOLDED(
                "The projection has a mistake, or the event says what it does not expect. Step through it, mend the projection, then heal."),
        UNKNOWN_EVENT_TYPE("A newer version has stored the event. Bring this node up to it, then heal."),
        OUT_OF_ORDER("An event before this one has not been seen: the store was restored, or was read with a gap. Heal it."),
        STORE("The store does not take the document, mostly because it is too large or has a value that cannot be kept. Step through it.");

        private final String cause;

        Category(String cause) {
            this.cause = cause;
        }

        /** As an operator reads it. */
        public String cause() {
            return cause;
        }
    }

    boolean knows(String other, long otherSequence) {
        return otherSequence <= behind.getOrDefault(other, -1L);
    }

    Parked behind(String other, long otherSequence) {
        Map<String, Long> more = new TreeMap<>(behind);
        more.put(other, otherSequence);
        return new Parked(event, aggregate, sequence, position, time, error, more);
    }

    private static String shortened(String text) {
        return text.length() <= ERROR_LENGTH ? text : text.substring(0, ERROR_LENGTH) + "…";
    }
}
