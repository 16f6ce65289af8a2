package io.ordertrail.views.rebuild;

import com.mongodb.MongoInterruptedException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
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
import io.ordertrail.views.state.Pointer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.bson.Document;
import org.bson.conversions.Bson;
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

        void run() throws InterruptedException;
    }

    @Autowired
    Steps(Watch watch, ViewStore store, Nodes nodes, Rebuilds rebuilds, Reports reports, Checkpoints checkpoints,
            ObjectProvider<EventHistory> history, AggregateStreams streams, Readers readers, Clock clock, Supervisor supervisor) {
        this(watch, store, nodes, rebuilds, reports, checkpoints, history, streams, readers, clock, supervisor, AFTER_FAILURE);
    }

    Steps(Watch watch, ViewStore store, Nodes nodes, Rebuilds rebuilds, Reports reports, Checkpoints checkpoints,
            ObjectProvider<EventHistory> history, AggregateStreams streams, Readers readers, Clock clock, Supervisor supervisor,
            Duration afterFailure) {
        this.watch = watch;
        this.store = store;
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
        for (Optional<Document> pointer = active(view, id); pointer.isPresent(); pointer = active(view, id)) {
            try {
                if (step(view, pointer.get())) {
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
                long position =
                        new Shares(store, view.name(), rebuild(pointer.get()).getInteger(Fields.GENERATION), nodes, clock).all().stream()
                                .mapToLong(Share::position).sum();
                failures = position > reached ? 1 : failures + 1;
                reached = Math.max(reached, position);
                LOG.warn("{}: rebuild {} stumbled: {}", view.name(), id, cause.toString());
                LOG.debug("In detail:", cause);
                store.update(view.name(), is(id), Updates.set(Fields.of(Fields.ERROR), cause.toString()));
                if (failures >= FAILURES) {
                    store.update(view.name(), is(id), rebuilds.ended(RebuildStatus.FAILED));
                    LOG.error("{}: rebuild {} has failed; the live generation is as it was", view.name(), id, cause);
                }
                Thread.sleep(afterFailure);
            }
            Thread.sleep(LOOK);
        }
    }

    private Optional<Document> active(View<?> view, String id) {
        return store.document(view.name()).filter(pointer -> pointer.containsKey(Pointer.REBUILD))
                .filter(pointer -> rebuild(pointer).getString(Fields.ID).equals(id) && rebuild(pointer).getBoolean(Fields.ACTIVE)
                        && !rebuild(pointer).getString(Fields.STATUS).equals(RebuildStatus.WAITING.name()));
    }

    private static Bson is(String id) {
        return Filters.and(Filters.eq(Fields.of(Fields.ID), id), Filters.eq(Fields.of(Fields.ACTIVE), true));
    }

    private static Document rebuild(Document pointer) {
        return pointer.get(Pointer.REBUILD, Document.class);
    }

    /** @return whether it was this node that got on, so that there may be more to do at once */
    private <E> boolean step(View<E> view, Document pointer) throws InterruptedException {
        Document rebuild = rebuild(pointer);
        int generation = rebuild.getInteger(Fields.GENERATION);
        if (rebuild.getString(Fields.FROM) != null && !rebuild.containsKey(Fields.LOADED)) {
            // Only where the file is; the others wait.
            return checkpoints.has(rebuild.getString(Fields.FROM)) && lead(view, rebuild, () -> load(view, rebuild));
        }
        if (rebuild.getLong(Fields.FOLLOWING) == null) {
            Shares shares = new Shares(store, view.name(), generation, nodes, clock);
            return build(view, rebuild, shares)
                    || shares.all().stream().allMatch(Share::done) && lead(view, rebuild, () -> follow(view, rebuild, shares));
        }
        if (rebuild.getString(Fields.STATUS).equals(RebuildStatus.BUILDING.name())) {
            return lead(view, rebuild, () -> afterCatchingUp(view, pointer));
        }
        lead(view, rebuild, () -> verify(view, pointer));
        // What could not be switched to just now can be in a moment.
        return false;
    }

    /** @return whether this node has the lead, and did the work */
    private boolean lead(View<?> view, Document rebuild, Step work) throws InterruptedException {
        String id = rebuild.getString(Fields.ID);
        if (!Lead.claim(store, nodes, view.name(), id)) {
            return false;
        }
        try {
            work.run();
        } finally {
            Lead.leave(store, view.name(), id);
        }
        return true;
    }

    private <E> void load(View<E> view, Document rebuild) {
        int generation = rebuild.getInteger(Fields.GENERATION);
        long position = checkpoints.load(view, rebuild.getString(Fields.FROM), view.documents(generation), store.securing());
        store.update(view.name(), is(rebuild.getString(Fields.ID)), Updates.set(Fields.of(Fields.LOADED), position));
    }

    /** @return whether there was something to build */
    private <E> boolean build(View<E> view, Document rebuild, Shares shares) throws InterruptedException {
        int generation = rebuild.getInteger(Fields.GENERATION);
        if (shares.all().size() < Shares.COUNT) {
            if (store.embedded()) {
                // It has nothing like an index that is made afterwards, and cannot find a document by id and revision without this one.
                store.index(view.projection(), generation);
            }
            shares.make(rebuild.get(Fields.LOADED, 0L));
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

    private void follow(View<?> view, Document rebuild, Shares shares) {
        // By now no node follows the generation any more that cannot be gone back to.
        store.tidy(view.name());
        store.index(view.projection(), rebuild.getInteger(Fields.GENERATION));
        // Before anybody follows: from then on whoever writes a document adds it up.
        Securing securing = store.securing();
        view.documents(rebuild.getInteger(Fields.GENERATION)).sums().ifPresent(sums -> sums.make(readers));
        // Of sums that were there already it is not known who has written them, and whether the majority has them.
        securing.secure();
        long position = shares.all().stream().mapToLong(Share::position).min().orElseThrow();
        store.update(view.name(), is(rebuild.getString(Fields.ID)),
                Updates.combine(Updates.set(Fields.of(Fields.FOLLOWING), position), Updates.set(Fields.of(Fields.BUILT), position)));
        watch.hurry();
        LOG.info("{}: generation {} is built up to event {} and follows from there", view.name(),
                rebuild.getInteger(Fields.GENERATION), position);
    }

    private void afterCatchingUp(View<?> view, Document pointer) throws InterruptedException {
        Document rebuild = rebuild(pointer);
        long head = view.head();
        while (view.position(rebuild.getInteger(Fields.GENERATION)) < head) {
            Thread.sleep(SOON);
            if (active(view, rebuild.getString(Fields.ID)).isEmpty()) {
                return;
            }
        }
        if (pointer.getInteger(Pointer.LIVE) == 0) {
            rebuilds.makeLive(view, pointer, RebuildStatus.BUILDING);
        } else {
            store.update(view.name(), Rebuilds.is(rebuild.getString(Fields.ID), RebuildStatus.BUILDING),
                    Updates.set(Fields.of(Fields.STATUS), RebuildStatus.VERIFYING.name()));
        }
    }

    /** How long indexes and verification have taken: so long the next rebuild is going to reckon with. */
    private void tellForTheNext(View<?> view, Document rebuild, Instant verifying, Report report) {
        if (report.compared() == 0) {
            return;
        }
        Instant now = clock.instant();
        double documents = report.compared();
        Instant built = Share.built(new Shares(store, view.name(), rebuild.getInteger(Fields.GENERATION), nodes, clock).all());
        store.update(view.name(), is(rebuild.getString(Fields.ID)),
                Updates.combine(Updates.set(Fields.of(Fields.AFTERWARDS), Progress.seconds(built, now) / documents),
                        Updates.set(Fields.of(Fields.VERIFYING), Progress.seconds(verifying, now) / documents)));
    }

    private <E> void verify(View<E> view, Document pointer) throws InterruptedException {
        Document rebuild = rebuild(pointer);
        String id = rebuild.getString(Fields.ID);
        SwitchMode mode = SwitchMode.valueOf(rebuild.getString(Fields.MODE));
        Documents<E> built = view.documents(rebuild.getInteger(Fields.GENERATION));
        Instant began = clock.instant();
        int live = pointer.getInteger(Pointer.LIVE);
        int generation = rebuild.getInteger(Fields.GENERATION);
        Passing passing = new Passing(view::head, () -> Math.min(positionToCome(view, pointer), view.position(generation)));
        Report documents = new Verification<>(view.documents(live), built, new Narrow<>(view.projection(), built, streams), passing,
                compared -> store.update(view.name(), is(id), Updates.set(Fields.of(Fields.COMPARED), compared)), readers).run();
        Report report = built.sums().map(sums -> new SumVerification<>(sums, passing, readers).with(documents)).orElse(documents);
        reports.save(id, report);
        tellForTheNext(view, rebuild, began, report);
        long all = report.compared() + report.missing() + report.extra();
        LOG.info("{}: rebuild {}: of {} documents {} are equal, {} different, {} missing, {} extra; verified in {} ms", view.name(), id,
                all, report.equal(), report.different(), report.missing(), report.extra(),
                Duration.between(began, clock.instant()).toMillis());
        boolean now = mode == SwitchMode.ALWAYS || mode == SwitchMode.WHEN_EQUAL && report.allEqual();
        if (!now) {
            store.update(view.name(), Rebuilds.is(id, RebuildStatus.VERIFYING),
                    Updates.set(Fields.of(Fields.STATUS), RebuildStatus.WAITING.name()));
        } else if (rebuilds.makeLive(view, pointer, RebuildStatus.VERIFYING).isEmpty()) {
            LOG.info("{}: rebuild {} could not be switched to just now, and is verified again", view.name(), id);
        }
    }

    /** How far the live generation is followed; as far as it ever will be, where it is another version's and none of its nodes is left. */
    private long positionToCome(View<?> view, Document pointer) {
        int live = pointer.getInteger(Pointer.LIVE);
        boolean left = pointer.getInteger(Pointer.VERSION) != view.projection().version() && nodes.following(view.name(), live).isEmpty();
        return left ? Long.MAX_VALUE : view.position(live);
    }
}
