package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Folding;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One share while it is built. A document is kept in memory from its first event on and written once, when nothing more is expected for it
 * or when it has grown old; what comes for it later is folded into what is stored. Used by one thread; the writing goes on beside it, in
 * order.
 */
public final class ShareBuild<E> {

    /** Documents that are written together. */
    static final int BATCH = 500;

    /** Bytes of heavy events in documents that are written together. */
    private static final int BATCH_BYTES = 2 << 20;

    private final Projection<E> projection;
    private final Writer<E> writer;
    private final WrittenIds written;
    private final Executor threads;
    private final Semaphore pending;
    private final int batch;
    private final long from;
    private final Map<String, Work<E>> open = new LinkedHashMap<>();
    private long openBytes;
    private Map<String, Work<E>> outgoing = new LinkedHashMap<>();
    private long outgoingBytes;
    private final Map<String, CompletableFuture<Void>> writing = new ConcurrentHashMap<>();
    private final Set<Batch<E>> batches = ConcurrentHashMap.newKeySet();
    private final AtomicLong documents;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private record Batch<E>(List<Work<E>> works, long first) {
    }

    public ShareBuild(Projection<E> projection, Share share, Writer<E> writer, WrittenIds written, Executor threads, Semaphore pending,
            int batch) {
        this.projection = projection;
        this.from = share.position();
        this.documents = new AtomicLong(share.documents());
        this.writer = writer;
        this.written = written;
        this.threads = threads;
        this.pending = pending;
        this.batch = batch;
    }

    /** Whether an event at this position is in the store already. */
    boolean done(long position) {
        return position <= from;
    }

    /** Whether the document must be read from the store before anything can be folded into it. */
    boolean mustRead(String id) {
        return !open.containsKey(id) && !outgoing.containsKey(id) && written.mayContain(id);
    }

    /** Waits until the document is in the store, as far as it has been sent there. */
    void awaitWritten(String id) {
        CompletableFuture<Void> sent = writing.get(id);
        if (sent != null) {
            sent.join();
        }
    }

    /** @param stored the document as it is in the store, null if it is not there; asked only for one that {@link #mustRead} */
    public void apply(Arrival arrival, long position, StoredRead<E> stored) throws InterruptedException {
        String id = arrival.key();
        Work<E> work = open.get(id);
        if (work == null) {
            work = outgoing.remove(id);
            if (work != null) {
                outgoingBytes -= work.bytes();
            } else {
                Stored<E> before = written.mayContain(id) ? stored.read(this, id) : null;
                work = new Work<>(id, new Folding<>(projection, id, before), position);
            }
            open.put(id, work);
            openBytes += work.bytes();
        }
        openBytes += work.apply(arrival);
        // One that was complete before, and is only told again what it knows, would be read again for each event.
        if (work.folding.changed() && work.folding.complete()) {
            open.remove(id);
            openBytes -= work.bytes();
            write(work);
        }
    }

    /** Reads one document for a share. */
    public interface StoredRead<E> {

        Stored<E> read(ShareBuild<E> build, String id);
    }

    /** Writes what has waited since before a position. */
    public void writeOlderThan(long position) throws InterruptedException {
        List<Work<E>> old = new ArrayList<>();
        for (Iterator<Work<E>> all = open.values().iterator(); all.hasNext();) {
            Work<E> work = all.next();
            if (work.first < position) {
                all.remove();
                openBytes -= work.bytes();
                old.add(work);
            }
        }
        for (Work<E> work : old) {
            write(work);
        }
        // Documents that wait for others to be written with would hold the low water back like those that are open.
        if (outgoing.values().stream().anyMatch(work -> work.first < position)) {
            send();
        }
    }

    int open() {
        return open.size();
    }

    /** Of heavy events in open documents. */
    long openBytes() {
        return openBytes;
    }

    /** The first event of the document that has been open for longest. */
    long oldest() {
        return open.values().stream().mapToLong(work -> work.first).min().orElse(Long.MAX_VALUE);
    }

    private void write(Work<E> work) throws InterruptedException {
        if (work.folding.changed()) {
            outgoing.put(work.id, work);
            outgoingBytes += work.bytes();
            if (outgoing.size() >= batch || outgoingBytes > BATCH_BYTES) {
                send();
            }
        }
    }

    private void send() throws InterruptedException {
        if (outgoing.isEmpty()) {
            return;
        }
        pending.acquire();
        Map<String, Work<E>> works = outgoing;
        outgoing = new LinkedHashMap<>();
        outgoingBytes = 0;
        Batch<E> next =
                new Batch<>(List.copyOf(works.values()), works.values().stream().mapToLong(work -> work.first).min().orElseThrow());
        batches.add(next);
        works.keySet().forEach(written::add);
        CompletableFuture<Void> sent = last.thenRunAsync(() -> documents.addAndGet(writer.write(next.works)), threads);
        works.keySet().forEach(id -> writing.put(id, sent));
        // Whoever waits for it waits for this, too: what is in the store must count as such for the low water.
        last = sent.whenComplete((done, failure) -> {
            pending.release();
            if (failure == null) {
                works.keySet().forEach(id -> writing.remove(id, sent));
                batches.remove(next);
            }
        });
    }

    /** Sends all that is left. */
    public void sendAll() throws InterruptedException {
        writeOlderThan(Long.MAX_VALUE);
        send();
    }

    /** Waits for all that has been sent. */
    public void awaitAll() {
        last.join();
    }

    /** @throws java.util.concurrent.CompletionException if writing has failed */
    public void requireWriting() {
        if (last.isCompletedExceptionally()) {
            last.join();
        }
    }

    long documents() {
        return documents.get();
    }

    /** The position up to which everything is in the store. */
    public long lowWater(long read) {
        // In this order: a batch that is done meanwhile counts as not done, never the other way round.
        long inFlight = batches.stream().mapToLong(Batch::first).min().orElse(Long.MAX_VALUE);
        long waiting = outgoing.values().stream().mapToLong(work -> work.first).min().orElse(Long.MAX_VALUE);
        return Math.max(from, Math.min(read, Math.min(inFlight, Math.min(waiting, oldest())) - 1));
    }
}
