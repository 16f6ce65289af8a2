package io.ordertrail.query;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.query.view.Projection;
import io.ordertrail.query.view.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been stored, as projections see it: events numbered per aggregate and by position. */
public final class History {

    private static final Instant START = Instant.parse("2026-11-21T17:30:00Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    /** One more event of that aggregate. */
    public RecordedEvent add(AggregateId aggregate, DomainEvent payload) {
        long position = events.size() + 1;
        RecordedEvent event = new RecordedEvent(payload, "event-" + position, "1", aggregate.toString(),
                sequences.merge(aggregate.toString(), 0L, (last, none) -> last + 1), START.plusSeconds(position), position, Map.of());
        events.add(event);
        return event;
    }

    public List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    /** The documents of a view after these events; an event that an aggregate's later one has overtaken is skipped, as views do. */
    public static <E> Map<String, E> fold(Projection<E> projection, List<RecordedEvent> events) {
        Map<String, E> documents = new HashMap<>();
        Map<String, Map<String, Long>> seen = new HashMap<>();
        for (RecordedEvent event : events) {
            String key = projection.keyOf(event);
            Long last = key == null ? null : seen.computeIfAbsent(key, k -> new HashMap<>()).getOrDefault(event.aggregate(), -1L);
            if (last != null && event.sequence() > last) {
                documents.compute(key, (k, entry) -> projection.evolve(entry, event));
                seen.get(key).put(event.aggregate(), event.sequence());
            }
        }
        return documents;
    }

    public <E> Map<String, E> fold(Projection<E> projection) {
        return fold(projection, events);
    }
}
