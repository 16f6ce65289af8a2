package io.ordertrail.views.rebuild;

import com.mongodb.MongoInterruptedException;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.View;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.rebuild.build.Builder;
import io.ordertrail.views.rebuild.build.Shard;
import io.ordertrail.views.rebuild.build.Shards;
import io.ordertrail.views.state.Lead;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
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
 * Takes part in a rebuild: builds this node's shards, and does what one node alone does where no other does it ({@link Leader}). It looks at the
 * view's state, takes one step, and looks again; whatever it does can be done again by any node at any time.
 */
@Component
class RebuildWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildWorker.class);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** In a row, without getting on in between, and while the stores can be reached. */
    private static final int FAILURES = 10;

    /** Passes at a time: each may fill all cores, and takes its part of the heap. */
    private static final int PASSES = 2;

    private final ViewStore store;
    private final ViewStates states;
    private final Nodes nodes;
    private final Rebuilds rebuilds;
    private final Leader leader;
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
    RebuildWorker(ViewStore store, ViewStates states, Nodes nodes, Rebuilds rebuilds, Leader leader, Checkpoints checkpoints,
            ObjectProvider<EventHistory> history, AggregateStreams streams, Readers readers, Clock clock, Supervisor supervisor) {
        this(store, states, nodes, rebuilds, leader, checkpoints, history, streams, readers, clock, supervisor, AFTER_FAILURE);
    }

    RebuildWorker(ViewStore store, ViewStates states, Nodes nodes, Rebuilds rebuilds, Leader leader, Checkpoints checkpoints,
            ObjectProvider<EventHistory> history, AggregateStreams streams, Readers readers, Clock clock, Supervisor supervisor,
            Duration afterFailure) {
        this.store = store;
        this.states = states;
        this.nodes = nodes;
        this.rebuilds = rebuilds;
        this.leader = leader;
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
    <E> void work(View<E> view, String id) throws InterruptedException {
        int failures = 0;
        long reached = -1;
        String told = null;
        for (Optional<ViewState> state = goingOn(view, id); state.isPresent(); state = goingOn(view, id)) {
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
                long position = rebuilds.shards(view, state.get().rebuild()).all().stream().mapToLong(Shard::position).sum();
                failures = isEventStoreAway(view) ? 0 : position > reached ? 1 : failures + 1;
                reached = Math.max(reached, position);
                String error = cause.toString();
                if (!error.equals(told)) {
                    LOG.warn("{}: rebuild {} stumbled, and goes on: {}", view.name(), id, error);
                    told = error;
                }
                LOG.debug("In detail:", cause);
                states.noteError(view.name(), id, error);
                if (failures >= FAILURES) {
                    states.fail(view.name(), id, clock.instant());
                    LOG.error("{}: rebuild {} has failed; the live generation is as it was", view.name(), id, cause);
                }
                Thread.sleep(afterFailure);
            }
            Thread.sleep(LOOK);
        }
    }

    /** A rebuild waits for the stores as long as they are away. Without the view store nobody comes so far as to ask. */
    private boolean isEventStoreAway(View<?> view) {
        try {
            history(view).head();
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private Optional<ViewState> goingOn(View<?> view, String id) {
        return states.find(view.name()).filter(state -> state.goesOn(id));
    }

    /** @return whether it was this node that got on, so that there may be more to do at once */
    private <E> boolean step(View<E> view, ViewState seen) throws InterruptedException {
        RebuildState rebuild = seen.rebuild();
        if (!rebuild.begun()) {
            // Only where the file is; the others wait.
            return checkpoints.has(rebuild.from()) && lead(seen, lead -> leader.load(view, rebuild, lead));
        }
        if (rebuild.following() == null) {
            Shards shards = rebuilds.shards(view, rebuild);
            return build(view, rebuild, shards)
                    || shards.all().stream().allMatch(Shard::done) && lead(seen, lead -> leader.follow(view, rebuild, lead));
        }
        if (rebuild.status() == RebuildStatus.BUILDING) {
            return lead(seen, lead -> leader.catchUp(view, seen, lead));
        }
        lead(seen, lead -> leader.verify(view, seen, lead));
        // What could not be switched to just now can be in a moment.
        return false;
    }

    /** @return whether this node has the lead, and did the work */
    private boolean lead(ViewState seen, Step step) throws InterruptedException {
        String present = seen.rebuild().leader();
        if (!store.node().equals(present) && !nodes.isFree(present)) {
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

    /** @return whether there was something to build */
    private <E> boolean build(View<E> view, RebuildState rebuild, Shards shards) throws InterruptedException {
        int generation = rebuild.generation();
        if (shards.all().size() < Shards.COUNT) {
            if (store.embedded()) {
                // It has nothing like an index that is made afterwards, and cannot find a document by id and revision without this one.
                store.index(view.projection(), generation);
            }
            shards.make(Objects.requireNonNullElse(rebuild.loaded(), 0L));
        }
        passes.acquire();
        try {
            long helpers = nodes.of(view.name()).stream().filter(node -> node.version() == view.projection().version()).count();
            List<Shard> claimed = shards.claim((int) Math.ceilDiv(Shards.COUNT, Math.max(1, helpers)));
            if (claimed.isEmpty()) {
                return false;
            }
            try {
                Documents<E> documents = view.documents(generation);
                new Builder<>(view.projection(), documents, new Narrow<>(view.projection(), documents, streams), history(view), shards,
                        store.securing(), readers, supervisor)
                        .build(claimed);
            } catch (RuntimeException | Error | InterruptedException e) {
                leaveOrderly(() -> claimed.forEach(shards::release),
                        "Shards could not be released; this node has them until it claims them again, or is gone");
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
}
