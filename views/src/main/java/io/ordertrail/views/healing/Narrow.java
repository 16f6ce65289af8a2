package io.ordertrail.views.healing;

import io.ordertrail.views.documents.DocumentStore;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Folds one document anew, from the streams of the aggregates whose events it knows: the event store is the dead-letter queue. */
public final class Narrow<E> {

    private static final int PATIENCE_SECONDS = 5;

    private final Projection<E> projection;
    private final DocumentStore<E> documents;
    private final EventStore events;

    public Narrow(Projection<E> projection, DocumentStore<E> documents, EventStore events) {
        this.projection = projection;
        this.documents = documents;
        this.events = events;
    }

    /**
     * @param known the document, of whose aggregates all events are read
     * @return the document in place of that one, under the same revision; nothing if its events cannot be found
     */
    public Optional<Change> fold(String id, Stored<E> known) {
        List<Arrival> arrivals = arrivals(id, known);
        Stored<E> nothing = new Stored<>(id, known.revision() - 1, Map.of(), null, null);
        return arrivals.isEmpty() ? Optional.empty() : Optional.ofNullable(documents.fold(projection, id, nothing, arrivals));
    }

    /**
     * @param known a document that stands at earlier events
     * @param upTo the last event of each aggregate to be folded
     * @return the document at those events; nothing if it is there already
     */
    public Optional<Change> forward(String id, Stored<E> known, Map<String, Long> upTo) {
        List<Arrival> arrivals = new ArrayList<>();
        upTo.forEach((aggregate, last) -> {
            long next = known.sequences().getOrDefault(aggregate, -1L) + 1;
            if (next <= last) {
                events.readEvents(aggregate, next).forEachRemaining(event -> {
                    Arrival arrival = event.getSequenceNumber() > last ? null : Recording.arrival(projection, event);
                    if (arrival != null && arrival.key().equals(id)) {
                        arrivals.add(arrival);
                    }
                });
            }
        });
        arrivals.sort(Comparator.comparing(arrival -> arrival.message().getTimestamp()));
        return Optional.ofNullable(documents.fold(projection, id, known, arrivals));
    }

    private List<Arrival> arrivals(String id, Stored<E> known) {
        Set<String> aggregates = new TreeSet<>(known.known().keySet());
        Parked parked = known.parked();
        Map<String, DomainEventMessage<?>> messages = new LinkedHashMap<>();
        for (String aggregate : aggregates) {
            // From the first on, or the store would begin with a snapshot.
            events.readEvents(aggregate, 0).forEachRemaining(event -> messages.put(event.getIdentifier(), event));
        }
        if (parked != null && parked.position() > 0) {
            // A document may be named by its event's position, which an aggregate's own stream does not tell.
            messages.computeIfPresent(parked.event(), (event, untracked) -> tracked(parked).orElse(untracked));
        }
        List<Arrival> arrivals = new ArrayList<>(messages.values().stream()
                .map(message -> Recording.arrival(projection, message))
                .filter(Objects::nonNull)
                .filter(arrival -> arrival.key().equals(id))
                .toList());
        arrivals.sort(Comparator.comparing(arrival -> arrival.message().getTimestamp()));
        return arrivals;
    }

    private Optional<DomainEventMessage<?>> tracked(Parked parked) {
        try (BlockingStream<TrackedEventMessage<?>> stream =
                events.openStream(Positions.after(parked.position() - 1, events.createHeadToken()))) {
            if (stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                EventMessage<?> event = stream.nextAvailable();
                return event instanceof DomainEventMessage<?> ours && event.getIdentifier().equals(parked.event())
                        ? Optional.of(ours)
                        : Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
