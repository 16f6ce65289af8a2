package io.ordertrail.query.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;

/** What one document becomes by more events. Nothing here knows a store. */
final class Fold<E> {

    private final Projection<E> projection;

    Fold(Projection<E> projection) {
        this.projection = projection;
    }

    /**
     * Applies what the document has not seen yet. An event that fails parks the document: it keeps what came before, and notes what comes
     * after.
     *
     * @param before null if there is no document of that id yet
     * @param events in the order in which they happened, per aggregate
     * @param probe looks at each new entry and may fail it
     * @return {@code before} itself if nothing was new
     */
    Stored<E> apply(String id, Stored<E> before, List<? extends DomainEventMessage<?>> events, Consumer<E> probe) {
        Map<String, Long> sequences = new TreeMap<>(before == null ? Map.of() : before.sequences());
        E entry = before == null ? null : before.entry();
        Parked parked = before == null ? null : before.parked();
        boolean changed = false;
        for (DomainEventMessage<?> event : events) {
            String aggregate = event.getAggregateIdentifier();
            long sequence = event.getSequenceNumber();
            if (sequence <= sequences.getOrDefault(aggregate, -1L) || parked != null && parked.knows(aggregate, sequence)) {
                continue;
            }
            changed = true;
            if (parked != null) {
                parked = parked.behind(aggregate, sequence);
                continue;
            }
            try {
                E next = projection.evolve(entry, Recording.of(event));
                probe.accept(next);
                entry = next;
                sequences.put(aggregate, sequence);
            } catch (RuntimeException e) {
                parked = Parked.by(event, e);
            }
        }
        return changed ? new Stored<>(id, before == null ? 1 : before.revision() + 1, sequences, entry, parked) : before;
    }
}
