package io.ordertrail.views.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Which generations a view has, as its one document in {@code views} says: {@code {_id, live, version, former, formerVersion, kept, last,
 * rebuild, switching}}. All that must be decided at once is decided by one write of it.
 *
 * @param live the generation that queries read, 0 before there is any
 * @param version of the projection that made it
 * @param former the generation to which one can go back, 0 if there is none
 * @param kept what nodes of a version before those read, as long as there are any; null normally
 * @param last the highest number that any generation has had
 * @param rebuild the latest rebuild, under way or not; null if there never was one
 * @param switching a switch under way, null normally
 */
public record Pointer(String view, int live, int version, int former, int formerVersion, Kept kept, int last, Rebuild rebuild,
        Switch switching) {

    public static final String LIVE = "live";
    public static final String VERSION = "version";
    public static final String FORMER = "former";
    public static final String FORMER_VERSION = "formerVersion";
    public static final String KEPT = "kept";
    public static final String LAST = "last";
    public static final String REBUILD = "rebuild";
    public static final String SWITCHING = "switching";

    /**
     * What every node must know of a rebuild.
     *
     * @param active whether it is under way, so that no other may begin
     * @param status as the rebuild has it
     * @param ended null while it is under way
     * @param following the position from which its generation is to be followed like the live one; null while it is being built
     */
    public record Rebuild(String id, int generation, int version, boolean active, String status, Instant ended, Long following) {

        public static final String ID = "id";
        public static final String GENERATION = "generation";
        public static final String ACTIVE = "active";
        public static final String STATUS = "status";
        public static final String ENDED = "ended";
        public static final String FOLLOWING = "following";

        public static Rebuild of(Document document) {
            return document == null ? null
                    : new Rebuild(document.getString(ID), document.getInteger(GENERATION), document.getInteger(VERSION),
                            document.getBoolean(ACTIVE, false), document.getString(STATUS),
                            document.getDate(ENDED) == null ? null : document.getDate(ENDED).toInstant(), document.getLong(FOLLOWING));
        }
    }

    /** A generation of a version of the projection. */
    public record Kept(int generation, int version) {

        public Document document() {
            return new Document(LIVE, generation).append(VERSION, version);
        }

        static Kept of(Document document) {
            return document == null ? null : new Kept(document.getInteger(LIVE), document.getInteger(VERSION));
        }
    }

    /** While it is there, no node answers queries. */
    public record Switch(String id, int to) {

        public static final String ID = "id";
        public static final String TO = "to";

        public static Switch of(Document document) {
            return document == null ? null
                    : new Switch(document.getString(ID), document.getInteger(TO));
        }
    }

    /**
     * What is to be kept for nodes of earlier versions, once a rebuild has the place of the former generation.
     *
     * @param living the versions of all nodes that may be alive
     */
    public Kept keptFor(Set<Integer> living) {
        if (former > 0 && formerVersion != version && living.contains(formerVersion)) {
            return new Kept(former, formerVersion);
        }
        return kept != null && kept.version != version && living.contains(kept.version) ? kept : null;
    }

    public static Pointer of(Document document) {
        return new Pointer(document.getString("_id"), document.getInteger(LIVE), document.getInteger(VERSION),
                Objects.requireNonNullElse(document.getInteger(FORMER), 0),
                Objects.requireNonNullElse(document.getInteger(FORMER_VERSION), 0), Kept.of(document.get(KEPT, Document.class)),
                Objects.requireNonNullElse(document.getInteger(LAST), document.getInteger(LIVE)),
                Rebuild.of(document.get(REBUILD, Document.class)), Switch.of(document.get(SWITCHING, Document.class)));
    }

    /** The generation that nodes with this version of the projection read; 0 if none is theirs. */
    public int readBy(int projectionVersion) {
        if (live > 0 && version == projectionVersion) {
            return live;
        }
        if (former > 0 && formerVersion == projectionVersion) {
            return former;
        }
        return kept != null && kept.version == projectionVersion ? kept.generation : 0;
    }

    /** The generations that nodes with this version of the projection follow. */
    public List<Integer> followedBy(int projectionVersion) {
        Stream<Integer> settled = Stream.of(version == projectionVersion ? live : 0, formerVersion == projectionVersion ? former : 0,
                kept != null && kept.version == projectionVersion ? kept.generation : 0);
        Stream<Integer> coming = Stream.ofNullable(rebuild)
                .filter(r -> r.active && r.following != null && r.version == projectionVersion)
                .map(Rebuild::generation);
        return Stream.concat(settled, coming).filter(generation -> generation > 0).distinct().toList();
    }

    /** Whether any node may have use for this generation. */
    public boolean knows(int generation) {
        return generation == live || generation == former || kept != null && generation == kept.generation || generation > last
                || rebuild != null && rebuild.active && rebuild.generation == generation;
    }
}
