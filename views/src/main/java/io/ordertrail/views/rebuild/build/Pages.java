package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.following.Readers;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * The history ahead of who folds it: one thread reads, others deserialise what is for this view and this node's shards, and pages come out
 * in order. So many are read ahead, and no more.
 */
final class Pages<E> {

    /** Events after which to see whether somebody reads: a fraction of a millisecond's work. */
    private static final int COURTESY = 100;

    /** More of them in memory at a time would make collections longer, which stop readers, too. */
    private static final int AHEAD = 4;

    /** What comes in while the end is reached is for the processor that follows. */
    private static final int NEARLY = 5_000;

    /** So soon it is seen that there is no next page, because nobody reads any more. */
    private static final int LOOK_MILLIS = 100;

    /** Stands behind the last page. */
    private final Page<E> end = new Page<>(List.of(), -1);

    private final Projection<E> projection;
    private final Map<Integer, ShardBuild<E>> builds;
    private final EventHistory history;
    private final Readers readers;
    private final BlockingQueue<CompletableFuture<Page<E>>> pages = new ArrayBlockingQueue<>(AHEAD);
    private volatile boolean stopped;
    private volatile Throwable failure;

    /** @param last position of the last event that was read for it */
    record Page<E>(List<Keyed<E>> arrivals, long last) {
    }

    record Keyed<E>(ShardBuild<E> build, long position, Arrival arrival) {
    }

    /** @param builds by shard: those that are wanted */
    Pages(Projection<E> projection, Map<Integer, ShardBuild<E>> builds, EventHistory history, Readers readers) {
        this.projection = projection;
        this.builds = builds;
        this.history = history;
        this.readers = readers;
    }

    /**
     * The next page; null after the last.
     *
     * @throws java.util.concurrent.CompletionException if the history cannot be read
     */
    Page<E> next() throws InterruptedException {
        CompletableFuture<Page<E>> next = pages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        while (next == null) {
            if (failure != null) {
                throw new CompletionException(failure);
            }
            next = pages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        Page<E> page = next.join();
        return page == end ? null : page;
    }

    /** Ends the reading before its end. */
    void stop() {
        stopped = true;
    }

    /** Reads all that is stored; to be run by a thread of its own. */
    void read(long begin, ExecutorService threads) {
        try {
            long[] read = {begin};
            do {
                history.read(read[0], events -> {
                    read[0] = Positions.of(events.getLast().trackingToken());
                    readers.giveWay();
                    put(CompletableFuture.supplyAsync(() -> page(events), threads));
                });
            } while (history.head() - read[0] > NEARLY);
            pages.put(CompletableFuture.completedFuture(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Told without anything more being made, for there may be no memory to make it in.
            failure = e;
        }
    }

    private void put(CompletableFuture<Page<E>> page) {
        if (stopped) {
            throw new CancellationException();
        }
        try {
            pages.put(page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private Page<E> page(List<TrackedEventMessage<?>> events) {
        List<Keyed<E>> arrivals = new ArrayList<>(events.size());
        boolean all = builds.size() == Shards.COUNT;
        for (int i = 0; i < events.size(); i++) {
            if (i % COURTESY == 0) {
                readers.giveWay();
            }
            TrackedEventMessage<?> event = events.get(i);
            // Without reading its payload, where it may be for another node.
            Arrival arrival = all || builds.containsKey(shard(event)) ? Recording.arrival(projection, event) : null;
            if (arrival != null) {
                long position = Positions.of(event.trackingToken());
                ShardBuild<E> build = builds.get(Math.floorMod(arrival.sequenceKey().hashCode(), Shards.COUNT));
                if (!build.done(position)) {
                    arrivals.add(new Keyed<>(build, position, arrival));
                }
            }
        }
        return new Page<>(arrivals, Positions.of(events.getLast().trackingToken()));
    }

    /** The shard that an event belongs to; -1 if it is not for this view. */
    private int shard(TrackedEventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> ours)) {
            return -1;
        }
        String sequence = Recording.sequenceOf(projection, ours);
        return sequence == null ? -1 : Math.floorMod(sequence.hashCode(), Shards.COUNT);
    }
}
