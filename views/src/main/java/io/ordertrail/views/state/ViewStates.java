package io.ordertrail.views.state;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static io.ordertrail.views.state.RebuildState.in;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.ordertrail.views.state.RebuildState.PerDocument;
import io.ordertrail.views.state.ViewState.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * The views' states, one document each in {@code views}: here they are read, and here is all that can happen to one. Every change is one write
 * that says itself in what state it may take place, so whoever comes late, or twice, or at the same moment as another, changes nothing; and
 * whoever dies has left either the state before or the one after, from each of which any node can go on. A change returns the state as
 * written; nothing if it did not take place.
 */
@Component
public class ViewStates {

    private static final Bson NO_SWITCH = exists(ViewState.SWITCHING, false);

    private final MongoCollection<Document> views;
    private final RebuildRecords records;

    public ViewStates(MongoDatabase database, RebuildRecords records) {
        // What a node has told a client must outlive the loss of any one server of the store, and nobody is to act on what that may undo.
        this.views = database.withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY).getCollection("views");
        this.records = records;
    }

    /** As every node reads them many times a second. */
    public List<ViewState> all() {
        return views.find().map(ViewState::of).into(new ArrayList<>());
    }

    /** If the view is known. */
    public Optional<ViewState> find(String view) {
        return Optional.ofNullable(views.find(eq(view)).first()).map(ViewState::of);
    }

    /** A view's state, made if there is none: without any generation. */
    public ViewState made(String view, int version) {
        return ViewState.of(views.findOneAndUpdate(eq(view),
                combine(setOnInsert(ViewState.LIVE, 0), setOnInsert(ViewState.VERSION, version), setOnInsert(ViewState.LAST, 0)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
    }

    /**
     * Begins a rebuild, unless one is under way, the view is being switched, or anything has happened to its generations since it was seen. The
     * former generation makes room: going back is possible until here.
     *
     * @param version of the projection that is to build it
     * @param from name of a checkpoint, null for the first event
     * @param by who has asked for it, null if nobody has
     * @param living the versions of all nodes that may be alive: of those before, what they read is kept
     */
    public Optional<ViewState> begin(ViewState seen, int version, SwitchMode mode, String from, String by, Set<Integer> living,
            Instant now) {
        RebuildState before = seen.rebuild();
        if (before != null && !before.active()) {
            records.keep(seen.view(), before);
        }
        int generation = seen.last() + 1;
        RebuildState rebuild = new RebuildState(UUID.randomUUID().toString(), RebuildStatus.BUILDING, generation, version, mode, from,
                null, null, 0, before == null ? PerDocument.USUAL : before.perDocument(), null, null, now, null, by);
        ViewState.Kept kept = seen.keptFor(living);
        return change(seen.view(), and(as(seen), ne(in(RebuildState.ACTIVE), true), NO_SWITCH),
                combine(set(ViewState.REBUILD, rebuild.document()), set(ViewState.LAST, generation), unset(ViewState.FORMER),
                        unset(ViewState.FORMER_VERSION), kept == null ? unset(ViewState.KEPT) : set(ViewState.KEPT, kept.document())));
    }

    /**
     * Makes a node the leader of the rebuild under way, if nothing of it has gone on and nobody has become its leader since it was seen.
     *
     * @param seen with no leader, or with one of whom it was found afterwards that it may be replaced
     */
    public Optional<Lead> takeLead(ViewState seen, String node) {
        RebuildState rebuild = seen.rebuild();
        return change(seen.view(),
                and(as(seen), active(rebuild.id()), eq(in(RebuildState.LOADED), rebuild.loaded()),
                        eq(in(RebuildState.FOLLOWING), rebuild.following()), eq(in(RebuildState.LEADER), rebuild.leader())),
                set(in(RebuildState.LEADER), node))
                .map(now -> new Lead(seen.view(), rebuild.id(), node));
    }

    /** For whoever is next to do something. */
    public Optional<ViewState> leaveLead(Lead lead) {
        return change(lead.view(), and(eq(in(RebuildState.ID), lead.rebuild()), eq(in(RebuildState.LEADER), lead.node())),
                unset(in(RebuildState.LEADER)));
    }

    /** The checkpoint's documents are there, as of this position: from here on it is built. */
    public Optional<ViewState> noteLoaded(Lead lead, long position) {
        return change(lead.view(),
                and(still(lead, RebuildStatus.BUILDING), ne(in(RebuildState.FROM), null), eq(in(RebuildState.LOADED), null)),
                set(in(RebuildState.LOADED), position));
    }

    /** All is built up to this position: from here on its generation is followed. */
    public Optional<ViewState> noteBuilt(Lead lead, long position) {
        return change(lead.view(),
                and(still(lead, RebuildStatus.BUILDING), or(eq(in(RebuildState.FROM), null), ne(in(RebuildState.LOADED), null)),
                        eq(in(RebuildState.FOLLOWING), null)),
                combine(set(in(RebuildState.FOLLOWING), position), set(in(RebuildState.BUILT), position)));
    }

    /** Its generation has caught up: from here on it is compared with the live one, if there is one. */
    public Optional<ViewState> beginVerifying(Lead lead) {
        return change(lead.view(), and(still(lead, RebuildStatus.BUILDING), ne(in(RebuildState.FOLLOWING), null), ne(ViewState.LIVE, 0)),
                set(in(RebuildState.STATUS), RebuildStatus.VERIFYING.name()));
    }

    /** So many documents have been compared. */
    public Optional<ViewState> noteCompared(Lead lead, long documents) {
        return change(lead.view(), still(lead, RebuildStatus.VERIFYING), set(in(RebuildState.COMPARED), documents));
    }

    /** So long it took, for the next one to reckon with. */
    public Optional<ViewState> noteDuration(Lead lead, PerDocument spent) {
        return change(lead.view(), still(lead, RebuildStatus.VERIFYING),
                combine(set(in(PerDocument.AFTERWARDS), spent.afterwards()), set(in(PerDocument.VERIFYING), spent.verifying())));
    }

    /** It is verified, and a person decides. */
    public Optional<ViewState> awaitDecision(Lead lead) {
        return change(lead.view(), still(lead, RebuildStatus.VERIFYING), set(in(RebuildState.STATUS), RebuildStatus.WAITING.name()));
    }

    /** What the rebuild has stumbled over on some node; it goes on. */
    public Optional<ViewState> noteError(String view, String rebuild, String error) {
        return change(view, active(rebuild), set(in(RebuildState.ERROR), error));
    }

    /** It is over; a switch to it that has been announced cannot come about any more. */
    public Optional<ViewState> fail(String view, String rebuild, Instant now) {
        return change(view, active(rebuild), ended(RebuildStatus.FAILED, now));
    }

    /** Not while it is being switched to. */
    public Optional<ViewState> cancel(String view, String rebuild, Instant now) {
        return change(view, and(active(rebuild), NO_SWITCH), ended(RebuildStatus.CANCELLED, now));
    }

    /** From here on nodes let their queries wait, for the built generation to become the live one: the first one, or one that was verified. */
    public Optional<ViewState> announceSwitch(ViewState seen) {
        return announce(seen, seen.rebuild().generation(), toBuilt(seen));
    }

    /** Once: if it is announced still. */
    public Optional<ViewState> completeSwitch(ViewState announced, Instant now) {
        Bson former = announced.live() == 0 ? combine(unset(ViewState.FORMER), unset(ViewState.FORMER_VERSION))
                : combine(set(ViewState.FORMER, announced.live()), set(ViewState.FORMER_VERSION, announced.version()));
        return complete(announced, toBuilt(announced), combine(set(ViewState.LIVE, announced.rebuild().generation()),
                set(ViewState.VERSION, announced.rebuild().version()), former, ended(RebuildStatus.SWITCHED, now)));
    }

    /** From here on nodes let their queries wait, for the former generation to become the live one again. */
    public Optional<ViewState> announceRollBack(ViewState seen) {
        return announce(seen, seen.former(), back(seen));
    }

    /** Once: if it is announced still. */
    public Optional<ViewState> completeRollBack(ViewState announced) {
        return complete(announced, back(announced), combine(set(ViewState.LIVE, announced.former()),
                set(ViewState.VERSION, announced.formerVersion()), set(ViewState.FORMER, announced.live()),
                set(ViewState.FORMER_VERSION, announced.version()), set(in(RebuildState.STATUS), RebuildStatus.ROLLED_BACK.name())));
    }

    /** Makes a switch void, if it has not come about or been given up already: from here on it cannot come about any more. */
    public Optional<ViewState> voidSwitch(String view, String id) {
        return change(view, announced(id), unset(ViewState.SWITCHING));
    }

    private Optional<ViewState> announce(ViewState seen, int to, Bson condition) {
        return change(seen.view(), and(condition, NO_SWITCH),
                set(ViewState.SWITCHING, new Switch(UUID.randomUUID().toString(), to).document()));
    }

    private Optional<ViewState> complete(ViewState announced, Bson condition, Bson change) {
        return change(announced.view(), and(announced(announced.switching().id()), condition),
                combine(change, unset(ViewState.SWITCHING)));
    }

    private static Bson toBuilt(ViewState seen) {
        return and(as(seen), active(seen.rebuild().id()), ne(in(RebuildState.FOLLOWING), null),
                or(eq(ViewState.LIVE, 0), ne(in(RebuildState.STATUS), RebuildStatus.BUILDING.name())));
    }

    private static Bson back(ViewState seen) {
        return and(as(seen), eq(in(RebuildState.STATUS), RebuildStatus.SWITCHED.name()), exists(ViewState.FORMER, true));
    }

    /** Nothing has happened to its generations, and no rebuild has begun or taken a step, since it was seen. */
    private static Bson as(ViewState seen) {
        RebuildState rebuild = seen.rebuild();
        return and(eq(ViewState.LIVE, seen.live()), eq(ViewState.VERSION, seen.version()), eq(ViewState.LAST, seen.last()),
                eq(ViewState.FORMER, seen.former() == 0 ? null : seen.former()),
                eq(in(RebuildState.ID), rebuild == null ? null : rebuild.id()),
                eq(in(RebuildState.STATUS), rebuild == null ? null : rebuild.status().name()));
    }

    private static Bson active(String rebuild) {
        return and(eq(in(RebuildState.ID), rebuild), eq(in(RebuildState.ACTIVE), true));
    }

    private static Bson still(Lead lead, RebuildStatus status) {
        return and(active(lead.rebuild()), eq(in(RebuildState.LEADER), lead.node()), eq(in(RebuildState.STATUS), status.name()));
    }

    private static Bson announced(String id) {
        return eq(ViewState.SWITCHING + "." + Switch.ID, id);
    }

    private static Bson ended(RebuildStatus status, Instant now) {
        return combine(set(in(RebuildState.STATUS), status.name()), set(in(RebuildState.ACTIVE), false),
                set(in(RebuildState.ENDED), Date.from(now)));
    }

    private Optional<ViewState> change(String view, Bson condition, Bson change) {
        return Optional.ofNullable(views.findOneAndUpdate(and(eq(view), condition), change,
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))).map(ViewState::of);
    }
}
