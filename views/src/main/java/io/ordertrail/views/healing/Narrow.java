package io.ordertrail.views.healing;

import io.ordertrail.views.documents.DocumentStore;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.history.AggregateStreams.Stretch;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds one document anew, from the streams of the aggregates whose events it knows: the event store is the dead-letter queue. */
public final class Narrow<E> {

    private final Projection<E> projection;
    private final DocumentStore<E> documents;
    private final AggregateStreams streams;

    public Narrow(Projection<E> projection, DocumentStore<E> documents, AggregateStreams streams) {
        this.projection = projection;
        this.documents = documents;
        this.streams = streams;
    }

    /**
     * @param known the document, of whose aggregates all events are read
     * @return the document in place of that one, under the same revision; nothing if its events cannot be found
     */
    public Optional<Change> fold(String id, Stored<E> known) {
        return fold(id, known, known.known().keySet());
    }

    /** A document's events in the order in which they are folded, up to these. */
    public List<Arrival> upTo(String id, Map<String, Long> last) {
        Map<String, Stretch> stretches = new HashMap<>();
        last.forEach((aggregate, sequence) -> stretches.put(aggregate, new Stretch(0, sequence)));
        return arrivals(id, stretches);
    }

    /** @param aggregates whose events are read */
    Optional<Change> fold(String id, Stored<E> known, Set<String> aggregates) {
        Map<String, Stretch> whole = new HashMap<>();
        aggregates.forEach(aggregate -> whole.put(aggregate, Stretch.WHOLE));
        List<Arrival> arrivals = arrivals(id, whole);
        Stored<E> nothing = new Stored<>(id, known.revision() - 1, Map.of(), null, null);
        return arrivals.isEmpty() ? Optional.empty() : Optional.ofNullable(documents.fold(projection, id, nothing, arrivals));
    }

    /**
     * @param known a document that stands at earlier events
     * @param upTo the last event of each aggregate to be folded
     * @return the document at those events; nothing if it is there already
     */
    public Optional<Change> forward(String id, Stored<E> known, Map<String, Long> upTo) {
        Map<String, Long> has = known.known();
        Map<String, Stretch> rest = new HashMap<>();
        upTo.forEach((aggregate, last) -> {
            long next = has.getOrDefault(aggregate, -1L) + 1;
            if (next <= last) {
                rest.put(aggregate, new Stretch(next, last));
            }
        });
        return Optional.ofNullable(documents.fold(projection, id, known, arrivals(id, rest)));
    }

    /**
     * The documents that may miss events which had gone astray and can be read by now.
     *
     * @param note where these were noted
     */
    Set<String> astray(Stored<E> note) {
        String aggregate = note.parked().aggregate();
        Stretch since = new Stretch(note.parked().sequence(), note.known().get(aggregate));
        return Set.copyOf(streams.read(Map.of(aggregate, since), event -> {
            Arrival arrival = Recording.arrival(projection, event);
            return arrival == null || arrival.astray() ? null : arrival.key();
        }));
    }

    private List<Arrival> arrivals(String id, Map<String, Stretch> aggregates) {
        return streams.read(aggregates, event -> {
            Arrival arrival = Recording.arrival(projection, event);
            return arrival != null && arrival.key().equals(id) ? arrival : null;
        });
    }
}
