package io.ordertrail.views.state;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;

/**
 * A rebuild as it is stored, in its view's document while it is the latest, and among the {@link RebuildRecords} afterwards.
 *
 * @param version of the projection that builds it
 * @param from name of the checkpoint it begins with, null for the first event
 * @param loaded the position of that checkpoint, once its documents are there; null before
 * @param following the position up to which it was built, and from which its generation is followed like the live one; null while it is
 *     being built
 * @param compared documents that verification is done with
 * @param leader the node that does what one alone does, null if none does just now
 * @param error what it last stumbled over, null if it never did
 * @param ended null while it is under way
 * @param by the subject of who has begun it; null if it has begun by itself, or nobody must say who they are
 */
public record RebuildState(String id, RebuildStatus status, int generation, int version, SwitchMode mode, String from, Long loaded,
        Long following, long compared, PerDocument perDocument, String leader, String error, Instant started, Instant ended,
        String by) {

    static final String ID = "id";
    static final String STATUS = "status";
    /** Whether it is under way, as its status says; no other may begin while it is. */
    static final String ACTIVE = "active";
    static final String GENERATION = "generation";
    static final String VERSION = "version";
    static final String MODE = "mode";
    static final String FROM = "from";
    static final String LOADED = "loaded";
    static final String FOLLOWING = "following";
    /** As {@link #FOLLOWING}: what nodes of earlier versions show. */
    static final String BUILT = "built";
    static final String COMPARED = "compared";
    static final String LEADER = "leader";
    static final String ERROR = "error";
    static final String STARTED = "started";
    static final String ENDED = "ended";
    static final String BY = "by";

    /**
     * Seconds per document that it took, or the one before it.
     *
     * @param afterwards from the end of building to the end of verifying
     * @param verifying from the beginning of verifying
     */
    public record PerDocument(double afterwards, double verifying) {

        static final String AFTERWARDS = "afterwards";
        static final String VERIFYING = "verifying";

        /** Until a rebuild of the view has shown it. */
        public static final PerDocument USUAL = new PerDocument(15e-6, 8e-6);

        static PerDocument of(Document document) {
            return new PerDocument(document.get(AFTERWARDS, USUAL.afterwards), document.get(VERIFYING, USUAL.verifying));
        }
    }

    public boolean active() {
        return status.active();
    }

    /** Whether nodes have something to do for it: it is neither over nor waits for a person. */
    public boolean goesOn() {
        return active() && status != RebuildStatus.WAITING;
    }

    /** Whether the checkpoint it begins with, if any, is there. */
    public boolean begun() {
        return from == null || loaded != null;
    }

    static RebuildState of(Document document) {
        return document == null ? null
                : new RebuildState(document.getString(ID), RebuildStatus.valueOf(document.getString(STATUS)),
                        document.getInteger(GENERATION), document.getInteger(VERSION), SwitchMode.valueOf(document.getString(MODE)),
                        document.getString(FROM), document.getLong(LOADED), document.getLong(FOLLOWING), document.get(COMPARED, 0L),
                        PerDocument.of(document), document.getString(LEADER), document.getString(ERROR),
                        document.getDate(STARTED).toInstant(), instant(document.getDate(ENDED)), document.getString(BY));
    }

    /** Without what it does not have yet. */
    Document document() {
        Document document = new Document(ID, id).append(STATUS, status.name()).append(ACTIVE, active()).append(GENERATION, generation)
                .append(VERSION, version).append(MODE, mode.name()).append(FROM, from).append(LOADED, loaded).append(FOLLOWING, following)
                .append(BUILT, following).append(COMPARED, compared).append(PerDocument.AFTERWARDS, perDocument.afterwards)
                .append(PerDocument.VERIFYING, perDocument.verifying).append(LEADER, leader).append(ERROR, error)
                .append(STARTED, Date.from(started)).append(ENDED, ended == null ? null : Date.from(ended)).append(BY, by);
        document.values().removeIf(Objects::isNull);
        return document;
    }

    /** Where a field of the rebuild is in its view's document. */
    static String in(String field) {
        return ViewState.REBUILD + "." + field;
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
