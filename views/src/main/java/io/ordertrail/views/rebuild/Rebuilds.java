package io.ordertrail.views.rebuild;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.rebuild.PastRebuild.Counts;
import io.ordertrail.views.rebuild.Rebuild.Segment;
import io.ordertrail.views.rebuild.build.Shard;
import io.ordertrail.views.rebuild.build.Shards;
import io.ordertrail.views.state.RebuildRecords;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * Begins, shows, cancels, switches and rolls back rebuilds. All of it is reading and changing of the view's one state, so any node can do it, and
 * what two do at once is decided there.
 */
@Component
public class Rebuilds {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    /** How often a switch is tried before the one who asked for it hears that it did not come about. */
    private static final int ATTEMPTS = 3;

    private final Views views;
    private final ViewStore store;
    private final ViewStates states;
    private final RebuildRecords records;
    private final Nodes nodes;
    private final Switching switching;
    private final Reports reports;
    private final Checkpoints checkpoints;
    private final Clock clock;

    Rebuilds(Views views, ViewStore store, ViewStates states, RebuildRecords records, Nodes nodes, Switching switching, Reports reports,
            Checkpoints checkpoints, Clock clock) {
        this.views = views;
        this.store = store;
        this.states = states;
        this.records = records;
        this.nodes = nodes;
        this.switching = switching;
        this.reports = reports;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * Begins to rebuild a view, from the first event or from a checkpoint.
     *
     * @param checkpoint name of a checkpoint, null for none
     * @param by the subject of who asks for it, null where nobody must say who they are
     * @throws Refusal {@code INVALID_STATE} while another rebuild of the view is under way; {@code INVALID} for a checkpoint that this node does
     *     not have, or that is of another view or version
     */
    public Rebuild start(String view, SwitchMode mode, String checkpoint, String by) {
        View<?> here = views.named(view);
        if (checkpoint != null) {
            checkpoints.require(here, checkpoint, "/from");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ViewState seen = state(view);
            if (seen.underWay().isPresent()) {
                throw Refusal.invalidState(seen.rebuild().status(), "Another rebuild of %s is under way".formatted(view));
            }
            Optional<ViewState> begun = begin(here, seen, mode, checkpoint, by);
            if (begun.isPresent()) {
                return of(here, begun.get().rebuild());
            }
            awaitSwitch(view);
        }
        throw switchedJustNow();
    }

    public Rebuild start(String view, SwitchMode mode, String checkpoint) {
        return start(view, mode, checkpoint, null);
    }

    /** Nothing unless the claim was ours. */
    Optional<ViewState> begin(View<?> view, ViewState seen, SwitchMode mode, String checkpoint, String by) {
        Set<Integer> living = nodes.of(view.name()).stream().map(Nodes.Report::version).collect(Collectors.toSet());
        Optional<ViewState> begun = states.begin(seen, view.projection().version(), mode, checkpoint, by, living, clock.instant());
        begun.ifPresent(state -> LOG.atLevel(level(seen)).log("{}: rebuild {} begins, as generation {}", view.name(), state.rebuild().id(),
                state.rebuild().generation()));
        return begun;
    }

    /** Drops all generations of a view that nobody has use for any more. */
    void tidy(String view) {
        Set<Integer> stored = store.generations(view);
        // Read after them: whatever is there, its state knows of it.
        states.find(view).ifPresent(state -> stored.stream().filter(generation -> !state.knows(generation))
                .forEach(generation -> store.drop(view, generation)));
    }

    /** @throws Refusal {@code NOT_FOUND} */
    public Rebuild find(String view, String id) {
        return of(views.named(view), rebuild(state(view), id));
    }

    /** The latest rebuild of a view, if there ever was one. */
    public Optional<Rebuild> latest(String view) {
        return Optional.ofNullable(state(view).rebuild()).map(rebuild -> of(views.named(view), rebuild));
    }

    /**
     * The latest of a view, under way or over, the newest first: at most 50, for no more are kept.
     *
     * @throws Refusal {@code NOT_FOUND} if there is no such view
     */
    public List<PastRebuild> all(String view) {
        Map<String, RebuildState> all = new LinkedHashMap<>();
        Optional.ofNullable(state(view).rebuild()).ifPresent(latest -> all.put(latest.id(), latest));
        records.all(view).forEach(before -> all.putIfAbsent(before.id(), before));
        List<RebuildState> shown = all.values().stream().sorted(Comparator.comparing(RebuildState::started).reversed())
                .limit(RebuildRecords.KEPT).toList();
        Map<String, Counts> counts = reports.counts(shown.stream().map(RebuildState::id).toList());
        return shown.stream().map(rebuild -> new PastRebuild(rebuild.id(), rebuild.status(), rebuild.mode(), rebuild.generation(),
                rebuild.started(), rebuild.ended(), rebuild.by(), counts.get(rebuild.id()), rebuild.error())).toList();
    }

    /** @throws Refusal {@code INVALID_STATE} once it is over */
    public Rebuild cancel(String view, String id) {
        View<?> here = views.named(view);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RebuildStatus status = rebuild(state(view), id).status();
            if (!status.active()) {
                throw Refusal.invalidState(status, "The rebuild is over");
            }
            Optional<ViewState> cancelled = states.cancel(view, id, clock.instant());
            if (cancelled.isPresent()) {
                LOG.info("{}: rebuild {} is cancelled", view, id);
                return of(here, cancelled.get().rebuild());
            }
            awaitSwitch(view);
        }
        throw switchedJustNow();
    }

    /** @throws Refusal {@code INVALID_STATE} unless the rebuild waits for this */
    public Rebuild switchTo(String view, String id) {
        View<?> here = views.named(view);
        return attempt(here, () -> {
            ViewState seen = state(view);
            require(rebuild(seen, id), RebuildStatus.WAITING, "Only a rebuild that waits can be switched to");
            return seen.latest(id).isEmpty() ? Optional.empty() : makeLive(here, seen).map(ViewState::rebuild);
        });
    }

    /** Nothing if it did not come about. */
    Optional<ViewState> makeLive(View<?> view, ViewState seen) throws InterruptedException {
        Optional<ViewState> switched = switching.toBuilt(view, seen);
        switched.ifPresent(state -> LOG.atLevel(level(seen)).log("{}: generation {} is live, by rebuild {}", view.name(), state.live(),
                state.rebuild().id()));
        return switched;
    }

    /** What every view goes through at its very first start is told of all of them together. */
    static Level level(ViewState seen) {
        return seen == null || seen.live() == 0 ? Level.DEBUG : Level.INFO;
    }

    /** @throws Refusal {@code INVALID_STATE} unless it is the rebuild that made the live generation, and the former one is there still */
    public Rebuild rollBack(String view, String id) {
        View<?> here = views.named(view);
        return attempt(here, () -> {
            ViewState seen = state(view);
            RebuildState rebuild = rebuild(seen, id);
            if (rebuild.status() == RebuildStatus.ROLLED_BACK) {
                return Optional.of(rebuild);
            }
            require(rebuild, RebuildStatus.SWITCHED, "Only a rebuild that was switched to can be rolled back");
            if (seen.latest(id).isEmpty() || seen.former() == 0) {
                throw Refusal.invalidState(RebuildStatus.SWITCHED, "The former generation is not there any more");
            }
            Optional<ViewState> back = switching.back(here, seen);
            back.ifPresent(
                    state -> LOG.info("{}: generation {} is live again, rebuild {} is rolled back", view, state.live(), id));
            return back.map(ViewState::rebuild);
        });
    }

    private interface Attempt {

        Optional<RebuildState> make() throws InterruptedException;
    }

    /** Another may be switching at the same moment; then what there is to do is seen afterwards. */
    private Rebuild attempt(View<?> view, Attempt attempt) {
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Optional<RebuildState> made = attempt.make();
                if (made.isPresent()) {
                    return of(view, made.get());
                }
                awaitSwitch(view.name());
            }
            throw Refusal.of(Code.UNAVAILABLE,
                    "The generation is too far behind, or a node does not answer: nothing has been switched");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        }
    }

    private void awaitSwitch(String view) {
        try {
            for (int i = 0; i < 100 && state(view).switching() != null; i++) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Refusal switchedJustNow() {
        return Refusal.of(Code.UNAVAILABLE, "The view is being switched");
    }

    private static void require(RebuildState rebuild, RebuildStatus wanted, String message) {
        if (rebuild.status() != wanted) {
            throw Refusal.invalidState(rebuild.status(), message);
        }
    }

    private ViewState state(String view) {
        return states.find(view).orElseThrow(() -> Refusal.notFound("view", view));
    }

    /** The view's latest, or what is kept of one before. */
    private RebuildState rebuild(ViewState seen, String id) {
        return seen.latest(id).or(() -> records.find(seen.view(), id)).orElseThrow(() -> Refusal.notFound("rebuild", id));
    }

    /** Those in which it is built. */
    Shards shards(View<?> view, RebuildState rebuild) {
        return new Shards(store, view.name(), rebuild.generation(), nodes, clock);
    }

    private Rebuild of(View<?> view, RebuildState rebuild) {
        RebuildStatus status = rebuild.status();
        List<Shard> shards = shards(view, rebuild).all();
        long target = status.active() ? view.head() : Objects.requireNonNullElse(rebuild.following(), 0L);
        Progress progress = Progress.of(view, rebuild, shards, target, clock.instant());
        List<Segment> segments = new ArrayList<>();
        shards.forEach(shard -> segments.add(new Segment(shard.id(), shard.owner(), shard.read(), shard.done())));
        return new Rebuild(rebuild.id(), view.name(), status, rebuild.mode(), rebuild.generation(), progress.position(), target,
                progress.eventsPerSecond(), progress.remainingSeconds(),
                shards.isEmpty() ? null : shards.stream().mapToLong(Shard::documents).sum(), segments,
                reports.find(rebuild.id()).orElse(null), rebuild.error(), rebuild.started());
    }
}
