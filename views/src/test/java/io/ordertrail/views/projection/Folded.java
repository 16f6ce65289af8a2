package io.ordertrail.views.projection;

import io.ordertrail.views.history.History;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A view's documents by plain calls of its projection, without any store. */
public final class Folded {

    private Folded() {
    }

    public static <E> Map<String, E> by(Projection<E> projection, History history) {
        return by(projection, history.recorded());
    }

    /** An event that its aggregate's later one has overtaken, or that was there before, is skipped, as views do. */
    public static <E> Map<String, E> by(Projection<E> projection, Collection<RecordedEvent> events) {
        Map<String, E> documents = new HashMap<>();
        Map<String, Long> seen = new HashMap<>();
        for (RecordedEvent event : events) {
            String key = projection.keyOf(event);
            if (key != null && event.sequence() > seen.getOrDefault(key + event.aggregate(), -1L)) {
                documents.compute(key, (k, entry) -> projection.evolve(entry, event));
                seen.put(key + event.aggregate(), event.sequence());
            }
        }
        return documents;
    }
}
