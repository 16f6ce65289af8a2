package io.ordertrail.views.projection;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * A document as it is stored: {@code {_id, rev, seq: {aggregate: sequence}, d: entry, parked}}.
 *
 * @param revision counts the writes of this document and guards them
 * @param sequences the last event applied of each aggregate, by stored identifier
 * @param entry null only if the document's very first event could not be folded, or the document not be read
 * @param parked why no later event is applied; null normally
 */
public record Stored<E>(String id, long revision, Map<String, Long> sequences, E entry, Parked parked) {

    /** Whether it has seen, or noted as missed, every event that the other has. */
    public boolean covers(Stored<?> other) {
        Map<String, Long> known = known();
        return other.known().entrySet().stream().allMatch(seen -> known.getOrDefault(seen.getKey(), -1L) >= seen.getValue());
    }

    /** The last event of each aggregate that it has seen, or noted as missed. */
    public Map<String, Long> known() {
        Map<String, Long> known = new HashMap<>(sequences);
        if (parked != null) {
            parked.behind().forEach((aggregate, sequence) -> known.merge(aggregate, sequence, Math::max));
        }
        return known;
    }

    /** Whether what was folded is lost, and all of its events wait. */
    public boolean unreadable() {
        return parked != null && parked.unreadable();
    }

    public Stored<E> withRevision(long other) {
        return new Stored<>(id, other, sequences, entry, parked);
    }

    /** Name of the field that holds the entry: the prefix of all fields in queries and indexes. */
    public static final String ENTRY = "d";

    public static final String ID = "_id";
    public static final String REVISION = "rev";
    public static final String SEQUENCES = "seq";
    public static final String PARKED = "parked";
    public static final String PARKED_EVENT = PARKED + ".event";

    /** Whether the event is in this document already, or is noted as one that waits. */
    public boolean knows(DomainEventMessage<?> event) {
        String aggregate = event.getAggregateIdentifier();
        long sequence = event.getSequenceNumber();
        return sequence <= sequences.getOrDefault(aggregate, -1L) || parked != null && parked.knows(aggregate, sequence);
    }
}
