package io.ordertrail.views.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Events by way of their aggregates' own streams, for whoever needs those of a few aggregates and not the whole history. Where in the store an
 * event stands, such a stream does not say: it is looked up when somebody asks.
 */
@Component
public class AggregateStreams {

    private final EventStore events;
    private final ObjectProvider<EventHistory> history;

    /** Events of one aggregate by their sequence numbers, both inclusive. */
    public record Stretch(long first, long last) {

        public static final Stretch WHOLE = new Stretch(0, Long.MAX_VALUE);
    }

    private record Placed<T>(Instant since, T event) {
    }

    /** @param events made after the views, which it is made with */
    public AggregateStreams(@Lazy EventStore events, ObjectProvider<EventHistory> history) {
        this.events = events;
        this.history = history;
    }

    /**
     * The events of several aggregates in one order: each aggregate's in its own sequence, whatever their times say, and those of different
     * ones by time as far as that allows.
     *
     * @param of what is made of an event; null for one that is to be left out
     */
    public <T> List<T> read(Map<String, Stretch> aggregates, Function<DomainEventMessage<?>, T> of) {
        List<Placed<T>> all = new ArrayList<>();
        new TreeMap<>(aggregates).forEach((aggregate, stretch) -> {
            Instant[] since = {Instant.MIN};
            // From a number on, or the store would begin with a snapshot.
            events.readEvents(aggregate, stretch.first).forEachRemaining(event -> {
                T made = event.getSequenceNumber() > stretch.last ? null : of.apply(new UnplacedEvent<>(event, this::position));
                if (made != null) {
                    // No earlier than what came before it: then ordering by it leaves the sequence as it is.
                    since[0] = event.getTimestamp().isAfter(since[0]) ? event.getTimestamp() : since[0];
                    all.add(new Placed<>(since[0], made));
                }
            });
        });
        all.sort(Comparator.comparing(Placed::since));
        return all.stream().map(Placed::event).toList();
    }

    private long position(DomainEventMessage<?> event) {
        return history.getIfAvailable(() -> new StreamedHistory(events)).position(event);
    }
}
