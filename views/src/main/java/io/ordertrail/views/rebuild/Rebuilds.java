package io.ordertrail.views.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.rebuild.Rebuild.Segment;
import io.ordertrail.views.rebuild.build.Share;
import io.ordertrail.views.rebuild.build.Shares;
import io.ordertrail.views.state.Pointer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Begins, shows, cancels, switches and rolls back rebuilds. All of it is reading and writing of the view's one pointer, so any node can do it,
 * and what two do at once is decided there.
 */
@Component
public class Rebuilds {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    /** How often a switch is tried before the one who asked for it hears that it did not come about. */
    private static final int ATTEMPTS = 3;

    /** Of each view, those before its latest. */
    private static final int KEPT = 50;

    private final Views views;
    private final ViewStore store;
    private final Nodes nodes;
    private final Switching switching;
    private final MongoCollection<Document> over;
    private final Reports reports;
    private final Checkpoints checkpoints;
    private final Clock clock;

    Rebuilds(Views views, ViewStore store, Nodes nodes, Switching switching, Reports reports, Checkpoints checkpoints, Clock clock) {
        this.views = views;
        this.store = store;
        this.nodes = nodes;
        this.switching = switching;
        this.over = store.beside("rebuilds");
        this.reports = reports;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * Begins to rebuild a view, from the first event or from a checkpoint.
     *
     * @param checkpoint name of a checkpoint, null for none
     * @throws Refusal {@code INVALID_STATE} while another rebuild of the view is under way; {@code INVALID} for a checkpoint that this node does
     *     not have, or that is of another view or version
     */
    public Rebuild start(String view, SwitchMode mode, String checkpoint) {
        View<?> here = views.named(view);
        if (checkpoint != null) {
            checkpoints.require(here, checkpoint, "/from");
        }
        Document pointer = document(view);
        if (!begin(here, pointer, mode, checkpoint)) {
            Document present = document(view).get(Pointer.REBUILD, Document.class);
            throw Refusal.invalidState(present == null ? RebuildStatus.BUILDING : RebuildStatus.valueOf(present.getString(Fields.STATUS)),
                    "Another rebuild of %s is under way".formatted(view));
        }
        return of(here, document(view));
    }

    /** @return whether the claim was ours */
    boolean begin(View<?> view, Document pointer, SwitchMode mode, String checkpoint) {
        archive(view.name(), pointer);
        Document rebuild = new Document(Fields.ID, UUID.randomUUID().toString())
                .append(Fields.STATUS, RebuildStatus.BUILDING.name())
                .append(Fields.ACTIVE, true)
                .append(Fields.GENERATION, pointer.getInteger(Pointer.LAST) + 1)
                .append(Fields.VERSION, view.projection().version())
                .append(Fields.MODE, mode.name())
                .append(Fields.FROM, checkpoint)
                .append(Fields.STARTED, Date.from(clock.instant()))
                .append(Fields.AFTERWARDS, pointer.getEmbedded(List.of(Pointer.REBUILD, Fields.AFTERWARDS), Progress.AFTERWARDS))
                .append(Fields.VERIFYING, pointer.getEmbedded(List.of(Pointer.REBUILD, Fields.VERIFYING), Progress.VERIFYING));
        Bson nobodyElse = Filters.and(Filters.ne(Fields.of(Fields.ACTIVE), true), Filters.exists(Pointer.SWITCHING, false),
                Filters.eq(Pointer.LAST, pointer.getInteger(Pointer.LAST)));
        boolean ours = store.update(view.name(), nobodyElse, Updates.combine(Updates.set(Pointer.REBUILD, rebuild),
                Updates.set(Pointer.LAST, pointer.getInteger(Pointer.LAST) + 1),
                // Going back is possible until here.
                Updates.unset(Pointer.FORMER), Updates.unset(Pointer.FORMER_VERSION), kept(view, pointer))).isPresent();
        if (ours) {
            LOG.info("{}: rebuild {} begins, as generation {}", view.name(), rebuild.get(Fields.ID), rebuild.get(Fields.GENERATION));
        }
        return ours;
    }

    private Bson kept(View<?> view, Document pointer) {
        Set<Integer> living = nodes.of(view.name()).stream().map(Nodes.Report::version).collect(Collectors.toSet());
        Pointer.Kept kept = Pointer.of(pointer).keptFor(living);
        return kept == null ? Updates.unset(Pointer.KEPT) : Updates.set(Pointer.KEPT, kept.document());
    }

    /** What the pointer has no room for any more. */
    private void archive(String view, Document pointer) {
        Document last = pointer.get(Pointer.REBUILD, Document.class);
        if (last != null) {
            over.replaceOne(Filters.eq(last.getString(Fields.ID)),
                    new Document("_id", last.getString(Fields.ID)).append("view", view).append(Pointer.REBUILD, last),
                    new ReplaceOptions().upsert(true));
            List<String> forgotten = over.find(Filters.eq("view", view)).sort(Sorts.descending(Fields.of(Fields.STARTED))).skip(KEPT)
                    .map(rebuild -> rebuild.getString("_id")).into(new ArrayList<>());
            over.deleteMany(Filters.in("_id", forgotten));
            reports.forget(forgotten);
        }
    }

    /** @throws Refusal {@code NOT_FOUND} */
    public Rebuild find(String view, String id) {
        return of(views.named(view), holding(view, id));
    }

    /** The latest rebuild of a view, if there ever was one. */
    public Optional<Rebuild> latest(String view) {
        return Optional.of(document(view)).filter(pointer -> pointer.containsKey(Pointer.REBUILD))
                .map(pointer -> of(views.named(view), pointer));
    }

    /** @throws Refusal {@code INVALID_STATE} once it is over */
    public Rebuild cancel(String view, String id) {
        View<?> here = views.named(view);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Document pointer = holding(view, id);
            RebuildStatus status = status(pointer);
            if (!status.active()) {
                throw Refusal.invalidState(status, "The rebuild is over");
            }
            if (!pointer.containsKey(Pointer.SWITCHING)) {
                Optional<Document> cancelled = store.update(view, Filters.and(is(id, status), Filters.exists(Pointer.SWITCHING, false)),
                        ended(RebuildStatus.CANCELLED));
                if (cancelled.isPresent()) {
                    LOG.info("{}: rebuild {} is cancelled", view, id);
                    return of(here, cancelled.get());
                }
            } else {
                awaitSwitch(view);
            }
        }
        throw Refusal.of(Code.UNAVAILABLE, "The view is being switched");
    }

    /** @throws Refusal {@code INVALID_STATE} unless the rebuild waits for this */
    public Rebuild switchTo(String view, String id) {
        View<?> here = views.named(view);
        return attempt(view, () -> {
            Document pointer = holding(view, id);
            require(pointer, RebuildStatus.WAITING, "Only a rebuild that waits can be switched to");
            return makeLive(here, pointer, RebuildStatus.WAITING);
        }).map(pointer -> of(here, pointer)).orElseThrow(Rebuilds::notNow);
    }

    /** Nothing if it did not come about. */
    Optional<Document> makeLive(View<?> view, Document pointer, RebuildStatus from) throws InterruptedException {
        Document rebuild = pointer.get(Pointer.REBUILD, Document.class);
        int generation = rebuild.getInteger(Fields.GENERATION);
        int live = pointer.getInteger(Pointer.LIVE);
        Bson former = live == 0 ? Updates.unset(Pointer.FORMER)
                : Updates.combine(Updates.set(Pointer.FORMER, live),
                        Updates.set(Pointer.FORMER_VERSION, pointer.getInteger(Pointer.VERSION)));
        Optional<Document> switched = switching.to(view, generation, is(rebuild.getString(Fields.ID), from), Updates.combine(
                Updates.set(Pointer.LIVE, generation), Updates.set(Pointer.VERSION, rebuild.getInteger(Fields.VERSION)), former,
                ended(RebuildStatus.SWITCHED)));
        switched.ifPresent(now -> LOG.info("{}: generation {} is live, by rebuild {}", view.name(), generation,
                rebuild.getString(Fields.ID)));
        return switched;
    }

    /** @throws Refusal {@code INVALID_STATE} unless it is the rebuild that made the live generation, and the former one is there still */
    public Rebuild rollBack(String view, String id) {
        View<?> here = views.named(view);
        return attempt(view, () -> {
            Document pointer = holding(view, id);
            if (status(pointer) == RebuildStatus.ROLLED_BACK) {
                return Optional.of(pointer);
            }
            require(pointer, RebuildStatus.SWITCHED, "Only a rebuild that was switched to can be rolled back");
            Integer former = pointer.getInteger(Pointer.FORMER);
            if (former == null || !pointer.containsKey(Pointer.LIVE)) {
                throw Refusal.invalidState(RebuildStatus.SWITCHED, "The former generation is not there any more");
            }
            int live = pointer.getInteger(Pointer.LIVE);
            Bson back = Updates.combine(Updates.set(Pointer.LIVE, former),
                    Updates.set(Pointer.VERSION, pointer.getInteger(Pointer.FORMER_VERSION)),
                    Updates.set(Pointer.FORMER, live), Updates.set(Pointer.FORMER_VERSION, pointer.getInteger(Pointer.VERSION)),
                    Updates.set(Fields.of(Fields.STATUS), RebuildStatus.ROLLED_BACK.name()));
            Optional<Document> switched = switching.to(here, former,
                    Filters.and(Filters.eq(Fields.of(Fields.ID), id), Filters.eq(Fields.of(Fields.STATUS), RebuildStatus.SWITCHED.name())),
                    back);
            switched.ifPresent(now -> LOG.info("{}: generation {} is live again, rebuild {} is rolled back", view, former, id));
            return switched;
        }).map(pointer -> of(here, pointer)).orElseThrow(Rebuilds::notNow);
    }

    private interface Attempt {

        Optional<Document> make() throws InterruptedException;
    }

    /** Another may be switching at the same moment; then what there is to do is seen afterwards. */
    private Optional<Document> attempt(String view, Attempt attempt) {
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Optional<Document> made = attempt.make();
                if (made.isPresent()) {
                    return made;
                }
                awaitSwitch(view);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        }
    }

    private void awaitSwitch(String view) {
        try {
            for (int i = 0; i < 100 && document(view).containsKey(Pointer.SWITCHING); i++) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Refusal notNow() {
        return Refusal.of(Code.UNAVAILABLE, "The generation is too far behind, or a node does not answer: nothing has been switched");
    }

    static Bson is(String id, RebuildStatus status) {
        return Filters.and(Filters.eq(Fields.of(Fields.ID), id), Filters.eq(Fields.of(Fields.STATUS), status.name()),
                Filters.eq(Fields.of(Fields.ACTIVE), true));
    }

    Bson ended(RebuildStatus status) {
        return Updates.combine(Updates.set(Fields.of(Fields.STATUS), status.name()), Updates.set(Fields.of(Fields.ACTIVE), false),
                Updates.set(Fields.of(Fields.ENDED), Date.from(clock.instant())));
    }

    private static void require(Document pointer, RebuildStatus wanted, String message) {
        RebuildStatus status = status(pointer);
        if (status != wanted) {
            throw Refusal.invalidState(status, message);
        }
    }

    private static RebuildStatus status(Document pointer) {
        return RebuildStatus.valueOf(pointer.get(Pointer.REBUILD, Document.class).getString(Fields.STATUS));
    }

    private Document document(String view) {
        return store.document(view).orElseThrow(() -> Refusal.notFound("view", view));
    }

    /** The pointer if the rebuild is its latest, else what is kept of the rebuild. */
    private Document holding(String view, String id) {
        Document pointer = document(view);
        Document latest = pointer.get(Pointer.REBUILD, Document.class);
        if (latest != null && latest.getString(Fields.ID).equals(id)) {
            return pointer;
        }
        Document kept = over.find(Filters.and(Filters.eq(id), Filters.eq("view", view))).first();
        if (kept == null) {
            throw Refusal.notFound("rebuild", id);
        }
        return kept;
    }

    private Rebuild of(View<?> view, Document pointer) {
        Document rebuild = pointer.get(Pointer.REBUILD, Document.class);
        String id = rebuild.getString(Fields.ID);
        RebuildStatus status = RebuildStatus.valueOf(rebuild.getString(Fields.STATUS));
        int generation = rebuild.getInteger(Fields.GENERATION);
        List<Share> shares = new Shares(store, view.name(), generation, nodes, clock).all();
        long target = status.active() ? view.head() : rebuild.get(Fields.BUILT, 0L);
        Progress progress = Progress.of(view, rebuild, shares, target, clock.instant());
        List<Segment> segments = new ArrayList<>();
        shares.forEach(share -> segments.add(new Segment(share.id(), share.owner(), share.read(), share.done())));
        return new Rebuild(id, view.name(), status, SwitchMode.valueOf(rebuild.getString(Fields.MODE)), generation,
                progress.position(), target, progress.eventsPerSecond(), progress.remainingSeconds(),
                shares.isEmpty() ? null : shares.stream().mapToLong(Share::documents).sum(), segments,
                reports.find(id).orElse(null), rebuild.getString(Fields.ERROR), rebuild.getDate(Fields.STARTED).toInstant());
    }

}
