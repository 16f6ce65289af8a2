package io.ordertrail.query.orderhistory;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Delivery;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Payment;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Ticket;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Folds everything that happens to an order into its one entry, each aggregate into its own part. */
@Component
class OrderHistoryProjection implements Projection<OrderHistoryEntry> {

    /** Fields that queries name. */
    static final String ID = "_id";
    static final String CONSUMER = "d.consumerId";
    static final String RESTAURANT = "d.restaurant.id";
    static final String PLACED_AT = "d.placedAt";
    static final String STATUS = "d.status";
    static final String WORDS = "d.words";
    static final String REFERENCE = "d.reference";
    static final String CHANGED_AT = "d.changedAt";

    /** Newest first, and one order only for any two: what pages go by. */
    static final Bson NEWEST_FIRST = Indexes.descending(PLACED_AT, ID);

    private static final Set<OrderStatus> ENDED =
            EnumSet.of(OrderStatus.REJECTED, OrderStatus.CANCELLED, OrderStatus.DELIVERED, OrderStatus.NOT_DELIVERED);

    private static final Set<DeliveryStatus> DELIVERY_ENDED =
            EnumSet.of(DeliveryStatus.COMPLETED, DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);

    @Override
    public String view() {
        return "order-history";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public Class<OrderHistoryEntry> entryType() {
        return OrderHistoryEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return OrderKey.of(event);
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return OrderKey.of(token);
    }

    @Override
    public OrderHistoryEntry evolve(OrderHistoryEntry before, RecordedEvent event) {
        OrderHistoryEntry entry = before != null ? before : new OrderHistoryEntry(new OrderId(keyOf(event)),
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        return evolve(entry, (DomainEvent) event.payload(), event.sequence()).changedAt(event.time());
    }

    private static OrderHistoryEntry evolve(OrderHistoryEntry entry, DomainEvent event, long sequence) {
        return switch (event) {
            case OrderEvent order -> OrderPart.evolve(entry, order, sequence);
            case TicketEvent ticket -> with(entry, TicketPart.evolve(entry.ticket(), ticket), entry.payment(), entry.delivery());
            case AccountEvent account -> with(entry, entry.ticket(), PaymentPart.evolve(entry.payment(), account), entry.delivery());
            case DeliveryEvent delivery -> with(entry, entry.ticket(), entry.payment(), DeliveryPart.evolve(entry.delivery(), delivery));
            case ConsumerEvent other -> entry;
            case RestaurantEvent other -> entry;
            case CourierEvent other -> entry;
        };
    }

    private static OrderHistoryEntry with(OrderHistoryEntry entry, Ticket ticket, Payment payment, Delivery delivery) {
        return new OrderHistoryEntry(entry.id(), entry.status(), entry.version(), entry.consumerId(), entry.restaurant(), entry.lines(),
                entry.total(), entry.placedAt(), entry.requestedFor(), entry.reference(), entry.deliverTo(), entry.rejection(), ticket,
                payment,
                delivery, entry.changedAt(), entry.words());
    }

    /** An order's last event is mostly its own; only a cancelled one's delivery is told of it later. */
    @Override
    public boolean complete(OrderHistoryEntry entry) {
        return entry.status() != null && ENDED.contains(entry.status())
                && (entry.delivery() == null || DELIVERY_ENDED.contains(entry.delivery().status()));
    }

    /**
     * One for each side, and one for all sides, an entry for each order in it, whatever is asked: states and times bound what is looked at, and
     * all else that a list is filtered by can be read from the index, so that no order is fetched in vain. Clients' own words have one, in which
     * orders without any do not stand. See ADR 13 for what that costs.
     */
    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(CONSUMER, STATUS), NEWEST_FIRST,
                        Indexes.ascending(RESTAURANT, WORDS))),
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(RESTAURANT, STATUS), NEWEST_FIRST, Indexes.ascending(WORDS))),
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(STATUS), NEWEST_FIRST,
                        Indexes.ascending(RESTAURANT, CHANGED_AT, WORDS))),
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(REFERENCE), NEWEST_FIRST),
                        new IndexOptions().partialFilterExpression(Filters.exists(REFERENCE))));
    }
}
