package io.ordertrail.views.rebuild;

import com.mongodb.MongoInterruptedException;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Securing;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Watch;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.rebuild.build.Builder;
import io.ordertrail.views.rebuild.build.Share;
import io.ordertrail.views.rebuild.build.Shares;
import io.ordertrail.views.rebuild.verify.Passing;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.rebuild.verify.SumVerification;
import io.ordertrail.views.rebuild.verify.Verification;
import io.ordertrail.views.state.Lead;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.RebuildState.PerDocument;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The steps of a rebuild, as far as this node takes them: its share of the building, and where no other node has it, the lead: indexes,
 * verification, switch. Whatever it does can be done again by any node at any time.
 */
@Component
class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** The last stretch is short. */
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** In a row and without getting on in between. */
    private static final int FAILURES = 10;

    /** Passes at a time: each may fill all cores, and takes its share of the heap. */
    private static final int PASSES = 2;

    private final Watch watch;
    private final ViewStore store;
    private final ViewStates states;
    private final Nodes nodes;
    private final Rebuilds rebuilds;
    private final Reports reports;
    private final Checkpoints checkpoints;
    private final ObjectProvider<EventHistory> history;
    private final AggregateStreams streams;
    private final Readers readers;
    private final Clock clock;
    private final Supervisor supervisor;
    private final Duration afterFailure;
    private final Semaphore passes = new Semaphore(PASSES, true);

    private interface Step {

        void take(Lead lead) throws InterruptedException;
    }

    @Autowired
    Steps(Watch watch, ViewStore store, ViewStates states, Nodes nodes, Rebuilds rebuilds, Reports reports, Checkpoints checkpoints,
            ObjectProvider<EventHistory> history, AggregateStreams streams, Readers readers, Clock clock, Supervisor supervisor) {
        this(watch, store, states, nodes, rebuilds, reports, checkpoints, history, streams, readers, clock, supervisor, AFTER_FAILURE);
    }

    Steps(Watch watch, ViewStore store, ViewStates states, Nodes nodes, Rebuilds rebuilds, Reports reports, Checkpoints checkpoints,
            ObjectProvider<EventHistory> history, AggregateStreams streams, Readers readers, Clock clock, Supervisor supervisor,
            Duration afterFailure) {
        this.watch = watch;
        this.store = store;
        this.states = states;
        this.nodes = nodes;
        this.rebuilds = rebuilds;
        this.reports = reports;
        this.checkpoints = checkpoints;
        this.history = history;
        this.streams = streams;
        this.readers = readers;
        this.clock = clock;
        this.supervisor = supervisor;
        this.afterFailure = afterFailure;
    }

    /**
     * Goes on with a rebuild until it is over, or waits for a person.
     *
     * @throws InterruptedException if this thread is wanted back
     */
    <E> void take(View<E> view, String id) throws InterruptedException {
        int failures = 0;
        long reached = -1;
        for (Optional<ViewState> state = active(view, id); state.isPresent(); state = active(view, id)) {
            try {
                if (step(view, state.get())) {
                    continue;
                }
            } catch (RuntimeException | Error e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Throwable cause = Builder.cause(e);
                if (cause instanceof MongoInterruptedException) {
                    throw new InterruptedException();
                }
                long position = shares(view, state.get().rebuild()).all().stream().mapToLong(Share::position).sum();
                failures = position > reached ? 1 : failures + 1;
                reached = Math.max(reached, position);
                LOG.warn("{}: rebuild {} stumbled: {}", view.name(), id, cause.toString());
                LOG.debug("In detail:", cause);
                states.noteError(view.name(), id, cause.toString());
                if (failures >= FAILURES) {
                    states.fail(view.name(), id, clock.instant());
                    LOG.error("{}: rebuild {} has failed; the live generation is as it was", view.name(), id, cause);
                }
                Thread.sleep(afterFailure);
            }
            Thread.sleep(LOOK);
        }
    }

    private Optional<ViewState> active(View<?> view, String id) {
        return states.find(view.name()).filter(state -> state.latest(id)
                .filter(rebuild -> rebuild.active() && rebuild.status() != RebuildStatus.WAITING).isPresent());
    }

    private Shares shares(View<?> view, RebuildState rebuild) {
        return new Shares(store, view.name(), rebuild.generation(), nodes, clock);
    }

    /** @return whether it was this node that got on, so that there may be more to do at once */
    private <E> boolean step(View<E> view, ViewState seen) throws InterruptedException {
        RebuildState rebuild = seen.rebuild();
        if (!rebuild.begun()) {
            // Only where the file is; the others wait.
            return checkpoints.has(rebuild.from()) && lead(seen, lead -> load(view, rebuild, lead));
        }
        if (rebuild.following() == null) {
            Shares shares = shares(view, rebuild);
            return build(view, rebuild, shares)
                    || shares.all().stream().allMatch(Share::done) && lead(seen, lead -> follow(view, rebuild, shares, lead));
        }
        if (rebuild.status() == RebuildStatus.BUILDING) {
            return lead(seen, lead -> afterCatchingUp(view, seen, lead));
        }
        lead(seen, lead -> verify(view, seen, lead));
        // What could not be switched to just now can be in a moment.
        return false;
    }

    /** @return whether this node has the lead, and did the work */
    private boolean lead(ViewState seen, Step step) throws InterruptedException {
        String leader = seen.rebuild().leader();
        if (!store.node().equals(leader) && !nodes.isFree(leader)) {
            return false;
        }
        Optional<Lead> lead = states.takeLead(seen, store.node());
        if (lead.isEmpty()) {
            return false;
        }
        try {
            step.take(lead.get());
        } finally {
            // What is next cannot be told from the rebuild's status alone, so nobody keeps the lead.
            leaveOrderly(() -> states.leaveLead(lead.get()),
                    "The lead could not be left; this node has it until it takes it again, or is gone");
        }
        return true;
    }

    private <E> void load(View<E> view, RebuildState rebuild, Lead lead) {
        states.noteLoaded(lead, checkpoints.load(view, rebuild.from(), view.documents(rebuild.generation()), store.securing()));
    }

    /** @return whether there was something to build */
    private <E> boolean build(View<E> view, RebuildState rebuild, Shares shares) throws InterruptedException {
        int generation = rebuild.generation();
        if (shares.all().size() < Shares.COUNT) {
            if (store.embedded()) {
                // It has nothing like an index that is made afterwards, and cannot find a document by id and revision without this one.
                store.index(view.projection(), generation);
            }
            shares.make(Objects.requireNonNullElse(rebuild.loaded(), 0L));
        }
        passes.acquire();
        try {
            long helpers = nodes.of(view.name()).stream().filter(node -> node.version() == view.projection().version()).count();
            List<Share> claimed = shares.claim((int) Math.ceilDiv(Shares.COUNT, Math.max(1, helpers)));
            if (claimed.isEmpty()) {
                return false;
            }
            try {
                Documents<E> documents = view.documents(generation);
                new Builder<>(view.projection(), documents, new Narrow<>(view.projection(), documents, streams), history(view), shares,
                        store.securing(), readers, supervisor)
                        .build(claimed);
            } catch (RuntimeException | Error | InterruptedException e) {
                leaveOrderly(() -> claimed.forEach(shares::release), "Claims could not be released; they run out by themselves");
                throw e;
            }
            return true;
        } finally {
            passes.release();
        }
    }

    /** The last thing that a thread does for a rebuild, even if it is wanted back: an interrupt was for the work, not for this. */
    static void leaveOrderly(Runnable last, String otherwise) {
        boolean interrupted = Thread.interrupted();
        try {
            last.run();
        } catch (RuntimeException e) {
            LOG.debug(otherwise, e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private EventHistory history(View<?> view) {
        return history.getIfAvailable(view::history);
    }

    private void follow(View<?> view, RebuildState rebuild, Shares shares, Lead lead) {
        // By now no node follows the generation any more that cannot be gone back to.
        rebuilds.tidy(view.name());
        store.index(view.projection(), rebuild.generation());
        // Before anybody follows: from then on whoever writes a document adds it up.
        Securing securing = store.securing();
        view.documents(rebuild.generation()).sums().ifPresent(sums -> sums.make(readers));
        // Of sums that were there already it is not known who has written them, and whether the majority has them.
        securing.secure();
        long position = shares.all().stream().mapToLong(Share::position).min().orElseThrow();
        states.noteBuilt(lead, position);
        watch.hurry();
        LOG.info("{}: generation {} is built up to event {} and follows from there", view.name(), rebuild.generation(), position);
    }

    private void afterCatchingUp(View<?> view, ViewState seen, Lead lead) throws InterruptedException {
        long head = view.head();
        while (view.position(seen.rebuild().generation()) < head) {
            Thread.sleep(SOON);
            if (active(view, lead.rebuild()).isEmpty()) {
                return;
            }
        }
        if (seen.live() == 0) {
            rebuilds.makeLive(view, seen);
        } else {
            states.beginVerifying(lead);
        }
    }

    /** How long indexes and verification have taken: so long the next rebuild is going to reckon with. */
    private void tellForTheNext(View<?> view, RebuildState rebuild, Instant verifying, Report report, Lead lead) {
        if (report.compared() == 0) {
            return;
        }
        Instant now = clock.instant();
        double documents = report.compared();
        Instant built = Share.built(shares(view, rebuild).all());
        states.noteDuration(lead,
                new PerDocument(Progress.seconds(built, now) / documents, Progress.seconds(verifying, now) / documents));
    }

    private <E> void verify(View<E> view, ViewState seen, Lead lead) throws InterruptedException {
        RebuildState rebuild = seen.rebuild();
        String id = rebuild.id();
        Documents<E> built = view.documents(rebuild.generation());
        Instant began = clock.instant();
        Passing passing = new Passing(view::head, () -> Math.min(positionToCome(view, seen), view.position(rebuild.generation())));
        Report documents = new Verification<>(view.documents(seen.live()), built, new Narrow<>(view.projection(), built, streams), passing,
                compared -> states.noteCompared(lead, compared), readers).run();
        Report report = built.sums().map(sums -> new SumVerification<>(sums, passing, readers).with(documents)).orElse(documents);
        reports.save(id, report);
        tellForTheNext(view, rebuild, began, report, lead);
        long all = report.compared() + report.missing() + report.extra();
        LOG.info("{}: rebuild {}: of {} documents {} are equal, {} different, {} missing, {} extra; verified in {} ms", view.name(), id,
                all, report.equal(), report.different(), report.missing(), report.extra(),
                Duration.between(began, clock.instant()).toMillis());
        boolean now = rebuild.mode() == SwitchMode.ALWAYS || rebuild.mode() == SwitchMode.WHEN_EQUAL && report.allEqual();
        if (!now) {
            states.awaitDecision(lead);
        } else if (rebuilds.makeLive(view, seen).isEmpty()) {
            LOG.info("{}: rebuild {} could not be switched to just now, and is verified again", view.name(), id);
        }
    }

    /** How far the live generation is followed; as far as it ever will be, where it is another version's and none of its nodes is left. */
    private long positionToCome(View<?> view, ViewState seen) {
        boolean left = seen.version() != view.projection().version() && nodes.following(view.name(), seen.live()).isEmpty();
        return left ? Long.MAX_VALUE : view.position(seen.live());
    }
}
