package io.ordertrail.query.rebuild;

import io.ordertrail.query.view.Arrival;
import io.ordertrail.query.view.Documents;
import io.ordertrail.query.view.EventHistory;
import io.ordertrail.query.view.Positions;
import io.ordertrail.query.view.Projection;
import io.ordertrail.query.view.Recording;
import io.ordertrail.query.view.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds some shares of a generation in one pass over the history: one thread reads, all cores deserialise, this thread folds, others write.
 * Every document is written once, by and large: an update costs the store several times what an insert does, and most of the events of an
 * order lie close together.
 *
 * <p>
 * What a crash costs is what lies between a share's low water and what was read: {@link #AGE} events and a quarter, what was read in half a
 * second, and what was on its way to the store. So much, and no more, is in memory, and at most {@link #MOST_OPEN} open documents.
 */
final class Builder<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Builder.class);

    /** Events for which a document waits for its next one before it is written. */
    static final int AGE = 100_000;

    static final int MOST_OPEN = 50_000;

    private static final int PAGES_AHEAD = 8;
    private static final int BATCHES_AHEAD = 8;
    private static final Duration SAVE = Duration.ofMillis(500);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);

    /** What comes in while the end is reached is for the processor that follows. */
    private static final int NEARLY = 5_000;

    private final Projection<E> projection;
    private final Documents<E> documents;
    private final Narrow<E> narrow;
    private final EventHistory history;
    private final Shares shares;
    private final int age;

    private final Map<Integer, ShareBuild<E>> builds = new LinkedHashMap<>();
    private volatile boolean stopped;

    /** What comes of a page in the deserialising threads. */
    private record Page(List<Keyed> arrivals, long last) {
    }

    private record Keyed(int share, long position, Arrival arrival) {
    }

    private static final Page END = new Page(List.of(), -1);

    Builder(Projection<E> projection, Documents<E> documents, Narrow<E> narrow, EventHistory history, Shares shares) {
        this(projection, documents, narrow, history, shares, AGE);
    }

    Builder(Projection<E> projection, Documents<E> documents, Narrow<E> narrow, EventHistory history, Shares shares, int age) {
        this.projection = projection;
        this.documents = documents;
        this.narrow = narrow;
        this.history = history;
        this.shares = shares;
        this.age = age;
    }

    /**
     * Builds claimed shares from where they stand to the present.
     *
     * @throws RuntimeException if the stores fail, or a share was taken by another node; what is in the store stays, and can be gone on from
     */
    void build(List<Share> claimed) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(cores, Thread.ofPlatform().name("rebuild-", 0).factory());
                ExecutorService reader = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("rebuild-reader").factory());
                ExecutorService saver = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("rebuild-saver").factory())) {
            try {
                build(claimed, threads, reader, saver);
            } finally {
                stopped = true;
                threads.shutdownNow();
                reader.shutdownNow();
                saver.shutdownNow();
            }
        }
    }

    private void build(List<Share> claimed, ExecutorService threads, ExecutorService reader, ExecutorService saver)
            throws InterruptedException {
        WrittenIds written = new WrittenIds(history.head());
        documents.forEachId(written::add);
        Semaphore pending = new Semaphore(BATCHES_AHEAD);
        Writer<E> writer = new Writer<>(documents.unsecured(), narrow);
        claimed.forEach(share -> builds.put(share.id(), new ShareBuild<>(projection, share, writer, written, threads, pending,
                ShareBuild.BATCH)));
        long begin = claimed.stream().mapToLong(Share::position).min().orElseThrow();

        BlockingQueue<CompletableFuture<Page>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(begin, pages, threads), reader);
        Saving saving = new Saving(claimed, begin, saver);
        long read = begin;
        long aged = begin;
        for (Page page = pages.take().join(); page != END; page = pages.take().join()) {
            fold(page);
            read = page.last;
            if (read - aged > age / 4) {
                aged = read;
                writeOlderThan(read - age);
            }
            if (builds.values().stream().mapToInt(ShareBuild::open).sum() > MOST_OPEN) {
                writeOlderThan((builds.values().stream().mapToLong(ShareBuild::oldest).min().orElse(read) + read) / 2 + 1);
            }
            builds.values().forEach(ShareBuild::requireWriting);
            if (saving.due()) {
                saving.save(read, false);
            }
        }
        reading.join();
        for (ShareBuild<E> build : builds.values()) {
            build.finish();
        }
        saving.finish(read);
    }

    private void read(long begin, BlockingQueue<CompletableFuture<Page>> pages, ExecutorService threads) {
        try {
            try {
                long[] read = {begin};
                do {
                    history.read(read[0], events -> {
                        read[0] = Positions.of(events.getLast().trackingToken());
                        put(pages, CompletableFuture.supplyAsync(() -> page(events), threads));
                    });
                } while (history.head() - read[0] > NEARLY);
                pages.put(CompletableFuture.completedFuture(END));
            } catch (RuntimeException e) {
                pages.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(BlockingQueue<CompletableFuture<Page>> pages, CompletableFuture<Page> page) {
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

    private Page page(List<TrackedEventMessage<?>> events) {
        List<Keyed> arrivals = new ArrayList<>(events.size());
        for (TrackedEventMessage<?> event : events) {
            int share = share(event);
            if (share >= 0) {
                long position = Positions.of(event.trackingToken());
                Arrival arrival = builds.get(share).done(position) ? null : Recording.arrival(projection, event);
                if (arrival != null) {
                    arrivals.add(new Keyed(share, position, arrival));
                }
            }
        }
        return new Page(arrivals, Positions.of(events.getLast().trackingToken()));
    }

    /** The share that an event belongs to; -1 if it is for another node, or not for this view. */
    private int share(TrackedEventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> ours) || !Recording.ours(event.getPayloadType())) {
            return -1;
        }
        String sequence = Recording.sequenceOf(projection, ours);
        int share = sequence == null ? -1 : Math.floorMod(sequence.hashCode(), Shares.COUNT);
        return builds.containsKey(share) ? share : -1;
    }

    private void writeOlderThan(long position) throws InterruptedException {
        for (ShareBuild<E> build : builds.values()) {
            build.writeOlderThan(position);
        }
    }

    private void fold(Page page) throws InterruptedException {
        Set<String> ahead = new HashSet<>();
        for (Keyed keyed : page.arrivals) {
            ShareBuild<E> build = builds.get(keyed.share);
            String id = keyed.arrival.key();
            if (build.mustRead(id) && ahead.add(id)) {
                // What is on its way there must have arrived, or it would not be found.
                build.awaitWritten(id);
            }
        }
        Map<String, Stored<E>> stored = ahead.isEmpty() ? Map.of() : documents.find(ahead);
        for (Keyed keyed : page.arrivals) {
            builds.get(keyed.share).apply(keyed.arrival, keyed.position, (build, id) -> {
                // Once only: whoever asks again has written it since.
                if (ahead.remove(id)) {
                    return stored.get(id);
                }
                build.awaitWritten(id);
                return documents.find(List.of(id)).get(id);
            });
        }
    }

    /** Tells the store, and so everyone, how far the shares are, from a thread of its own; this keeps the claims, too. */
    private final class Saving {

        private final List<Share> claimed;
        private final ExecutorService thread;
        private final Pace pace;
        private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        private long told = System.nanoTime();
        private long logged = told;

        Saving(List<Share> claimed, long begin, ExecutorService thread) {
            this.claimed = claimed;
            this.thread = thread;
            this.pace = new Pace(told, begin);
        }

        boolean due() {
            return last.isDone() && System.nanoTime() - told > SAVE.toNanos();
        }

        void save(long read, boolean done) {
            last.join();
            told = System.nanoTime();
            pace.at(told, read);
            List<Share> states = claimed.stream().map(share -> {
                ShareBuild<E> build = builds.get(share.id());
                return new Share(share.id(), share.owner(), build.lowWater(read), Math.max(read, share.position()), pace.perSecond(),
                        build.documents(), done);
            }).toList();
            last = CompletableFuture.runAsync(() -> states.forEach(shares::save), thread);
            if (told - logged > LOG_EVERY.toNanos()) {
                logged = told;
                long target = history.head();
                LOG.info("{}: built up to event {} of {}, at {} events/s, {} s to go", projection.view(), read, target,
                        Math.round(pace.perSecond()), Math.round((target - read) / Math.max(1, pace.perSecond())));
            }
        }

        void finish(long read) {
            save(read, true);
            last.join();
        }
    }

    /** Why a build ended, without what threads have wrapped it in. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
