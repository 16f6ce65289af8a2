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
 * One shard while it is built. A document is kept in memory from its first event on and written once, when nothing more is expected for it
 * or when it has grown old; what comes for it later is folded into what is stored. Used by one thread; the writing goes on beside it, in
 * order.
 */
public final class ShardBuild<E> {

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
    private final Map<String, OpenDocument<E>> open = new LinkedHashMap<>();
    private long openBytes;
    private Map<String, OpenDocument<E>> outgoing = new LinkedHashMap<>();
    private long outgoingBytes;
    private final Map<String, CompletableFuture<Void>> writing = new ConcurrentHashMap<>();
    private final Set<Batch<E>> batches = ConcurrentHashMap.newKeySet();
    private final AtomicLong documents;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private record Batch<E>(List<OpenDocument<E>> documents, long first) {
    }

    public ShardBuild(Projection<E> projection, Shard shard, Writer<E> writer, WrittenIds written, Executor threads, Semaphore pending,
            int batch) {
        this.projection = projection;
        this.from = shard.position();
        this.documents = new AtomicLong(shard.documents());
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
        OpenDocument<E> document = open.get(id);
        if (document == null) {
            document = outgoing.remove(id);
            if (document != null) {
                outgoingBytes -= document.bytes();
            } else {
                Stored<E> before = written.mayContain(id) ? stored.read(this, id) : null;
                document = new OpenDocument<>(id, new Folding<>(projection, id, before), position);
            }
            open.put(id, document);
            openBytes += document.bytes();
        }
        openBytes += document.apply(arrival);
        // One that was complete before, and is only told again what it knows, would be read again for each event.
        if (document.folding.changed() && document.folding.complete()) {
            open.remove(id);
            openBytes -= document.bytes();
            write(document);
        }
    }

    /** Reads one document for a shard. */
    public interface StoredRead<E> {

        Stored<E> read(ShardBuild<E> build, String id);
    }

    /** Writes what has waited since before a position. */
    public void writeOlderThan(long position) throws InterruptedException {
        List<OpenDocument<E>> old = new ArrayList<>();
        for (Iterator<OpenDocument<E>> all = open.values().iterator(); all.hasNext();) {
            OpenDocument<E> document = all.next();
            if (document.first < position) {
                all.remove();
                openBytes -= document.bytes();
                old.add(document);
            }
        }
        for (OpenDocument<E> document : old) {
            write(document);
        }
        // Documents that wait for others to be written with would hold the low water back like those that are open.
        if (outgoing.values().stream().anyMatch(document -> document.first < position)) {
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
        return open.values().stream().mapToLong(document -> document.first).min().orElse(Long.MAX_VALUE);
    }

    private void write(OpenDocument<E> document) throws InterruptedException {
        if (document.folding.changed()) {
            outgoing.put(document.id, document);
            outgoingBytes += document.bytes();
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
        Map<String, OpenDocument<E>> leaving = outgoing;
        outgoing = new LinkedHashMap<>();
        outgoingBytes = 0;
        Batch<E> next =
                new Batch<>(List.copyOf(leaving.values()),
                        leaving.values().stream().mapToLong(document -> document.first).min().orElseThrow());
        batches.add(next);
        leaving.keySet().forEach(written::add);
        CompletableFuture<Void> sent = last.thenRunAsync(() -> documents.addAndGet(writer.write(next.documents)), threads);
        leaving.keySet().forEach(id -> writing.put(id, sent));
        // Whoever waits for it waits for this, too: what is in the store must count as such for the low water.
        last = sent.whenComplete((done, failure) -> {
            pending.release();
            if (failure == null) {
                leaving.keySet().forEach(id -> writing.remove(id, sent));
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
        long waiting = outgoing.values().stream().mapToLong(document -> document.first).min().orElse(Long.MAX_VALUE);
        return Math.max(from, Math.min(read, Math.min(inFlight, Math.min(waiting, oldest())) - 1));
    }
}
