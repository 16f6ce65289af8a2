package io.ordertrail.views.following;

import io.ordertrail.platform.telemetry.LogContext;
import io.ordertrail.views.documents.DocumentStore;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.history.HeavyEvent;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds batches of events into stored documents: one read and one write for all documents of a batch, however many events they share,
 * as long as they are not large. */
public final class Follower<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** Conflicts are rare, two writers at one segment at most; what is not done after these comes again with the batch. */
    private static final int ATTEMPTS = 10;

    /** Payloads that are folded at a time, as they are stored, and documents that are written; one that is larger is by itself. */
    private static final int MOST_BYTES = 4 << 20;

    private final Projection<E> projection;
    private final DocumentStore<E> documents;
    private final FollowerMeters meters;
    private final Consumer<List<? extends EventMessage<?>>> written;

    public Follower(Projection<E> projection, DocumentStore<E> documents) {
        this(projection, documents, FollowerMeters.none(), events -> {
        });
    }

    /** @param written is told of each batch that is in the stored documents; must return at once */
    public Follower(Projection<E> projection, DocumentStore<E> documents, FollowerMeters meters,
            Consumer<List<? extends EventMessage<?>>> written) {
        this.projection = projection;
        this.documents = documents;
        this.meters = meters;
        this.written = written;
    }

    /**
     * When it returns, all of these events are in the stored documents and what these are added up in, by this or by another writer. Events
     * already there change nothing.
     *
     * @throws com.mongodb.MongoException if the store does not take them; some may have been written
     */
    public void follow(List<? extends EventMessage<?>> events) {
        meters.batch(events.size(), () -> {
            for (int from = 0, to; from < events.size(); from = to) {
                to = endOfPart(events, from);
                fold(events.subList(from, to));
            }
        });
        written.accept(events);
    }

    private static int endOfPart(List<? extends EventMessage<?>> events, int from) {
        long bytes = HeavyEvent.bytesOf(events.get(from));
        int to = from + 1;
        while (to < events.size() && bytes + HeavyEvent.bytesOf(events.get(to)) <= MOST_BYTES) {
            bytes += HeavyEvent.bytesOf(events.get(to++));
        }
        return to;
    }

    private void fold(List<? extends EventMessage<?>> events) {
        Map<String, List<Arrival>> astray = new LinkedHashMap<>();
        Map<String, List<Arrival>> byDocument = new LinkedHashMap<>();
        for (EventMessage<?> event : events) {
            Arrival arrival = Recording.arrival(projection, event);
            if (arrival != null) {
                (arrival.astray() ? astray : byDocument).computeIfAbsent(arrival.key(), k -> new ArrayList<>()).add(arrival);
            }
        }
        // First, so that no later event of their aggregates shows before it is known that they do not.
        write(astray);
        write(byDocument);
    }

    private void write(Map<String, List<Arrival>> byDocument) {
        if (byDocument.isEmpty()) {
            return;
        }
        Map<String, List<Arrival>> left = byDocument;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("%s: others kept writing the same documents".formatted(projection.view()));
            }
            left = new Pass(left).write();
        }
        documents.addUp(byDocument.keySet());
    }

    /** Once through the documents of a batch: read one by one, and written some at a time, for all together may be large. */
    private final class Pass {

        private final Map<String, List<Arrival>> byDocument;
        private final Map<String, List<Arrival>> again = new LinkedHashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private long bytes;

        Pass(Map<String, List<Arrival>> byDocument) {
            this.byDocument = byDocument;
        }

        /** @return those among which somebody else has written meanwhile */
        Map<String, List<Arrival>> write() {
            Set<String> absent = new LinkedHashSet<>(byDocument.keySet());
            documents.forEach(byDocument.keySet(), stored -> {
                absent.remove(stored.id());
                fold(stored.id(), stored);
            });
            absent.forEach(id -> fold(id, null));
            writeChanges();
            return again;
        }

        private void fold(String id, Stored<E> before) {
            List<Arrival> arrivals = byDocument.get(id);
            if (before != null) {
                meters.duplicates(arrivals.stream().map(Arrival::message).filter(before::knows).count());
            }
            Change change = documents.fold(projection, id, before, arrivals);
            if (change == null) {
                return;
            }
            if (change.parked() != null && (before == null || before.parked() == null)) {
                tellParked(id, change.parked(), arrivals);
            }
            changes.add(change);
            bytes += change.bytes();
            if (bytes >= MOST_BYTES) {
                writeChanges();
            }
        }

        private void writeChanges() {
            if (!changes.isEmpty() && !documents.write(changes)) {
                changes.forEach(change -> again.put(change.id(), byDocument.get(change.id())));
            }
            changes.clear();
            bytes = 0;
        }
    }

    @SuppressWarnings("try") // to be closed is its use
    private void tellParked(String id, Parked parked, List<Arrival> arrivals) {
        DomainEventMessage<?> culprit = arrivals.stream().map(Arrival::message)
                .filter(event -> event.getIdentifier().equals(parked.event())).findFirst().orElseThrow();
        try (LogContext context = LogContext.of(culprit)) {
            LOG.error("{}: {} is parked at event {}: {}", projection.view(), id, parked.event(), parked.error());
        }
    }
}
