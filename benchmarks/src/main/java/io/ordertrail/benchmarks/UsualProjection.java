package io.ordertrail.benchmarks;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;

/**
 * The order history as it is usually kept: each event loads the document, changes it and saves it. What an event changes is the same as in
 * the real view, so that only the way differs.
 */
final class UsualProjection {

    private final UsualEntries entries;
    private final Projection<OrderHistoryEntry> fold;
    private final AtomicLong handled = new AtomicLong();

    /** What has come of each order, as the real view notes it: this tells which documents can be compared. */
    private final Map<String, Map<String, Long>> seen = new ConcurrentHashMap<>();

    UsualProjection(UsualEntries entries, Projection<OrderHistoryEntry> fold) {
        this.entries = entries;
        this.fold = fold;
    }

    /** A new order: there is nothing to load. */
    @EventHandler
    void on(OrderPlaced placed, DomainEventMessage<?> message) {
        entries.save(evolved(null, placed, message));
    }

    @EventHandler
    void on(OrderEvent event, DomainEventMessage<?> message) {
        change(event, message);
    }

    @EventHandler
    void on(TicketEvent event, DomainEventMessage<?> message) {
        change(event, message);
    }

    @EventHandler
    void on(DeliveryEvent event, DomainEventMessage<?> message) {
        change(event, message);
    }

    @EventHandler
    void on(AccountEvent event, DomainEventMessage<?> message) {
        if (event.orderId() == null) {
            handled.incrementAndGet();
        } else {
            change(event, message);
        }
    }

    /** Events that are not for this view pass by, and count as they do for a rebuild. */
    @EventHandler
    void on(DomainEvent other) {
        handled.incrementAndGet();
    }

    private void change(DomainEvent event, DomainEventMessage<?> message) {
        UsualEntry before = entries.findById(event.orderId().value()).orElseThrow();
        entries.save(evolved(before.entry(), event, message));
    }

    private UsualEntry evolved(OrderHistoryEntry before, DomainEvent event, DomainEventMessage<?> message) {
        String order = event.orderId().value();
        seen.computeIfAbsent(order, id -> new ConcurrentHashMap<>()).put(message.getAggregateIdentifier(), message.getSequenceNumber());
        handled.incrementAndGet();
        return new UsualEntry(order, fold.evolve(before, new RecordedEvent(event, message.getIdentifier(), null,
                message.getAggregateIdentifier(), message.getSequenceNumber(), message.getTimestamp(), 0, Map.of())));
    }

    long handled() {
        return handled.get();
    }

    Map<String, Map<String, Long>> seen() {
        return seen;
    }
}
