package io.ordertrail.views.library;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.History;
import io.ordertrail.views.library.BookEvent.Lent;
import io.ordertrail.views.library.BookEvent.Returned;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Lends its books, and remembers what it has told of that. */
public final class Library {

    private final Consumer<DomainEventMessage<?>> events;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<RecordedEvent> recorded = new ArrayList<>();

    /** @param events takes each event as it happens */
    public Library(Consumer<DomainEventMessage<?>> events) {
        this.events = events;
    }

    /** Out, or back again, whichever the book's turn is. */
    public ConsistencyToken pass(String book) {
        return pass(book, History.BEGIN.plusSeconds(recorded.size()));
    }

    /** @param time as the clock of whoever lends says */
    public ConsistencyToken pass(String book, Instant time) {
        String aggregate = Books.aggregateOf(book);
        long sequence = sequences.merge(aggregate, 0L, (before, start) -> before + 1);
        BookEvent event = sequence % 2 == 0 ? new Lent(book, "reader " + sequence) : new Returned(book);
        DomainEventMessage<?> message = new GenericDomainEventMessage<>("book", aggregate, sequence, event, MetaData.emptyInstance(),
                "%s/%d".formatted(book, sequence), time);
        recorded.add(Recording.of(message));
        events.accept(message);
        return new ConsistencyToken(aggregate, sequence, "");
    }

    /** What has happened to a book. */
    public List<RecordedEvent> recorded(String aggregate) {
        return recorded.stream().filter(event -> event.aggregate().equals(aggregate)).toList();
    }

    /** What a view of them must come to. */
    public Map<String, Book> folded(Projection<Book> projection) {
        return Folded.by(projection, recorded);
    }
}
