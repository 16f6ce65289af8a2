package io.ordertrail.views.state;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Which generations a view has and what is being done with them, as its one document says:
 * {@code {_id, live, version, former, formerVersion, kept, last, rebuild, switching}}. It is read here and changed by {@link ViewStates}; nobody
 * else names its fields.
 *
 * @param live the generation that queries read, 0 before there is any
 * @param version of the projection that made it
 * @param former the generation to which one can go back, 0 if there is none
 * @param kept what nodes of a version before those read, as long as there are any; null normally
 * @param last the highest number that any generation has had
 * @param rebuild the latest rebuild, under way or not; null if there never was one
 * @param switching a switch under way, null normally
 */
public record ViewState(String view, int live, int version, int former, int formerVersion, Kept kept, int last, RebuildState rebuild,
        Switch switching) {

    static final String LIVE = "live";
    static final String VERSION = "version";
    static final String FORMER = "former";
    static final String FORMER_VERSION = "formerVersion";
    static final String KEPT = "kept";
    static final String LAST = "last";
    static final String REBUILD = "rebuild";
    static final String SWITCHING = "switching";

    /** A generation of a version of the projection. */
    public record Kept(int generation, int version) {

        Document document() {
            return new Document(LIVE, generation).append(VERSION, version);
        }

        static Kept of(Document document) {
            return document == null ? null : new Kept(document.getInteger(LIVE), document.getInteger(VERSION));
        }
    }

    /** While it is there, no node answers queries. */
    public record Switch(String id, int to) {

        static final String ID = "id";
        static final String TO = "to";

        Document document() {
            return new Document(ID, id).append(TO, to);
        }

        static Switch of(Document document) {
            return document == null ? null : new Switch(document.getString(ID), document.getInteger(TO));
        }
    }

    static ViewState of(Document document) {
        return new ViewState(document.getString("_id"), document.getInteger(LIVE), document.getInteger(VERSION),
                Objects.requireNonNullElse(document.getInteger(FORMER), 0),
                Objects.requireNonNullElse(document.getInteger(FORMER_VERSION), 0), Kept.of(document.get(KEPT, Document.class)),
                document.getInteger(LAST),
                RebuildState.of(document.get(REBUILD, Document.class)), Switch.of(document.get(SWITCHING, Document.class)));
    }

    /** The rebuild that is under way, waiting for a person included. */
    public Optional<RebuildState> underWay() {
        return Optional.ofNullable(rebuild).filter(RebuildState::active);
    }

    /** The view's latest rebuild, if it is this one. */
    public Optional<RebuildState> latest(String id) {
        return Optional.ofNullable(rebuild).filter(latest -> latest.id().equals(id));
    }

    /** Whether nodes have something to do for this rebuild. */
    public boolean goesOn(String id) {
        return latest(id).filter(RebuildState::goesOn).isPresent();
    }

    /** The generation that nodes with this version of the projection read; 0 if none is theirs. */
    public int readBy(int projectionVersion) {
        return settled(projectionVersion).findFirst().orElse(0);
    }

    /** The generations that nodes with this version of the projection follow. */
    public List<Integer> followedBy(int projectionVersion) {
        Stream<Integer> coming = underWay().filter(r -> r.following() != null && r.version() == projectionVersion).stream()
                .map(RebuildState::generation);
        return Stream.concat(settled(projectionVersion), coming).distinct().toList();
    }

    private Stream<Integer> settled(int projectionVersion) {
        return Stream.of(version == projectionVersion ? live : 0, formerVersion == projectionVersion ? former : 0,
                kept != null && kept.version == projectionVersion ? kept.generation : 0).filter(generation -> generation > 0);
    }

    /** The position after which a generation was begun to be followed; 0 if that was at the first event. */
    public long followedAfter(int generation) {
        return rebuild != null && rebuild.generation() == generation && rebuild.following() != null ? rebuild.following() : 0;
    }

    /** Whether any node may have use for this generation. */
    public boolean knows(int generation) {
        return generation == live || generation == former || kept != null && generation == kept.generation || generation > last
                || underWay().filter(building -> building.generation() == generation).isPresent();
    }

    /**
     * What is to be kept for nodes of earlier versions, once a rebuild has the place of the former generation.
     *
     * @param living the versions of all nodes that may be alive
     */
    Kept keptFor(Set<Integer> living) {
        if (former > 0 && formerVersion != version && living.contains(formerVersion)) {
            return new Kept(former, formerVersion);
        }
        return kept != null && kept.version != version && living.contains(kept.version) ? kept : null;
    }
}
