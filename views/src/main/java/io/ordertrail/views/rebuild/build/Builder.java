package io.ordertrail.views.rebuild.build;

import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Securing;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.rebuild.build.Pages.Keyed;
import io.ordertrail.views.rebuild.build.Pages.Page;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Builds some shards of a generation in one pass over the history: one thread reads, all cores deserialise, this thread folds, others write.
 * Every document is written once, by and large: an update costs the store several times what an insert does, and most of the events of an
 * order lie close together.
 *
 * <p>
 * What a crash costs is what lies between a shard's low water and what was read: {@link #AGE} events and a quarter, what was read in half a
 * second, and what was on its way to the store. So much, and no more, is in memory, and at most {@link #MOST_OPEN} open documents, or
 * {@link #MOST_OPEN_BYTES} of heavy events in them.
 */
public final class Builder<E> {

    /** Events for which a document waits for its next one before it is written. */
    private static final int AGE = 100_000;

    private static final int MOST_OPEN = 50_000;
    private static final long MOST_OPEN_BYTES = 16 << 20;

    /** Events after which to see whether somebody reads: a fraction of a millisecond's work. */
    private static final int COURTESY = 400;

    private static final int BATCHES_AHEAD = 4;

    /** They mostly wait for the store, and would keep those from their work who deserialise; one works while another waits. */
    private static final int WRITERS = 2;

    private final Projection<E> projection;
    private final Documents<E> documents;
    private final Narrow<E> narrow;
    private final EventHistory history;
    private final Shards shards;
    private final Securing securing;
    private final Readers readers;
    private final Supervisor supervisor;

    private final Map<Integer, ShardBuild<E>> builds = new LinkedHashMap<>();

    /** @param securing begun for this build */
    public Builder(Projection<E> projection, Documents<E> documents, Narrow<E> narrow, EventHistory history, Shards shards,
            Securing securing, Readers readers, Supervisor supervisor) {
        this.projection = projection;
        this.documents = documents;
        this.narrow = narrow;
        this.history = history;
        this.shards = shards;
        this.securing = securing;
        this.readers = readers;
        this.supervisor = supervisor;
    }

    /**
     * Builds claimed shards from where they stand to the present.
     *
     * @throws RuntimeException if the stores fail, a shard was taken by another node, or another server has become primary; what is in the
     *     store stays, and can be gone on from
     */
    public void build(List<Shard> claimed) throws InterruptedException {
        // One less than there are cores: reading and folding need one, and so do those who read meanwhile.
        int workers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        try (ExecutorService threads = supervisor.pool("rebuild", workers);
                ExecutorService reader = supervisor.pool("rebuild-reader", 1);
                ExecutorService writers = supervisor.pool("rebuild-writer", WRITERS);
                ExecutorService saving = supervisor.pool("rebuild-saver", 1)) {
            try {
                build(claimed, threads, reader, writers, saving);
            } finally {
                threads.shutdownNow();
                reader.shutdownNow();
                writers.shutdownNow();
                saving.shutdownNow();
            }
        }
    }

    private void build(List<Shard> claimed, ExecutorService threads, ExecutorService reader, ExecutorService writers,
            ExecutorService saving) throws InterruptedException {
        WrittenIds written = new WrittenIds(history.head());
        documents.forEachId(written::add);
        Semaphore pending = new Semaphore(BATCHES_AHEAD);
        Writer<E> writer = new Writer<>(documents.unsecured(), narrow, readers);
        claimed.forEach(shard -> builds.put(shard.id(), new ShardBuild<>(projection, shard, writer, written, writers, pending,
                ShardBuild.BATCH)));
        long begin = claimed.stream().mapToLong(Shard::position).min().orElseThrow();

        Pages<E> pages = new Pages<>(projection, builds, history, readers);
        reader.execute(() -> pages.read(begin, threads));
        ShardSaver<E> saver = new ShardSaver<>(claimed, builds, shards, securing, begin, saving);
        try {
            saver.finish(fold(pages, begin, saver));
        } finally {
            pages.stop();
        }
    }

    /** @return the position up to which all is folded and written */
    private long fold(Pages<E> pages, long begin, ShardSaver<E> saver) throws InterruptedException {
        long read = begin;
        long aged = begin;
        for (Page<E> page = pages.next(); page != null; page = pages.next()) {
            fold(page);
            read = page.last();
            if (read - aged > AGE / 4) {
                aged = read;
                writeOlderThan(read - AGE);
            }
            if (builds.values().stream().mapToInt(ShardBuild::open).sum() > MOST_OPEN
                    || builds.values().stream().mapToLong(ShardBuild::openBytes).sum() > MOST_OPEN_BYTES) {
                writeOlderThan((builds.values().stream().mapToLong(ShardBuild::oldest).min().orElse(read) + read) / 2 + 1);
            }
            builds.values().forEach(ShardBuild::requireWriting);
            if (saver.due()) {
                saver.save(read, false);
            }
        }
        for (ShardBuild<E> build : builds.values()) {
            build.sendAll();
        }
        builds.values().forEach(ShardBuild::awaitAll);
        return read;
    }

    private void writeOlderThan(long position) throws InterruptedException {
        for (ShardBuild<E> build : builds.values()) {
            build.writeOlderThan(position);
        }
    }

    private void fold(Page<E> page) throws InterruptedException {
        Ahead ahead = new Ahead(page);
        for (int i = 0; i < page.arrivals().size(); i++) {
            if (i % COURTESY == 0) {
                readers.giveWay();
            }
            Keyed<E> keyed = page.arrivals().get(i);
            ahead.next = i;
            keyed.build().apply(keyed.arrival(), keyed.position(), ahead);
        }
    }

    /** Reads documents that may be in the store: with the first of them all that the rest of the page is going to need. */
    private final class Ahead implements ShardBuild.StoredRead<E> {

        private final Page<E> page;
        private int next;
        private Set<String> asked;
        private Map<String, Stored<E>> stored;

        Ahead(Page<E> page) {
            this.page = page;
        }

        @Override
        public Stored<E> read(ShardBuild<E> build, String id) {
            if (asked == null) {
                asked = new HashSet<>();
                for (Keyed<E> keyed : page.arrivals().subList(next, page.arrivals().size())) {
                    ShardBuild<E> other = keyed.build();
                    if (other.mustRead(keyed.arrival().key()) && asked.add(keyed.arrival().key())) {
                        // What is on its way there must have arrived, or it would not be found.
                        other.awaitWritten(keyed.arrival().key());
                    }
                }
                stored = found(asked);
            }
            // Once only: whoever asks again has written it since.
            if (asked.remove(id)) {
                return stored.get(id);
            }
            build.awaitWritten(id);
            return found(List.of(id)).get(id);
        }

        /** What is not there has never been there; or what comes for it would be all that there is of it. */
        private Map<String, Stored<E>> found(Collection<String> ids) {
            Map<String, Stored<E>> found = documents.find(ids);
            securing.requireSamePrimary();
            return found;
        }
    }

    /** Why a build ended, without what threads have wrapped it in. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
