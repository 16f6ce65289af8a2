package io.ordertrail.query.ticket;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketReadyForPickup;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.ticket.TicketEntry.Ticket;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tickets, one document per order, under its id; and one per restaurant, under its stored identifier. */
@Component
class TicketProjection implements Projection<TicketEntry> {

    /** Fields that queries name. */
    static final String ID = "_id";
    static final String RESTAURANT = "d.restaurantId";
    static final String OPEN = "d.open";
    static final String DUE = "d.due";

    @Override
    public String view() {
        return "tickets";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<TicketEntry> entryType() {
        return TicketEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return switch ((DomainEvent) event.payload()) {
            case OrderEvent order -> order.orderId().value();
            case TicketEvent ticket -> ticket.orderId().value();
            case RestaurantEvent restaurant -> restaurant.restaurantId().toString();
            case AccountEvent other -> null;
            case ConsumerEvent other -> null;
            case CourierEvent other -> null;
            case DeliveryEvent other -> null;
        };
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return switch (AggregateId.kindOf(token.aggregate())) {
            case "order", "ticket" -> AggregateId.valueOf(token.aggregate());
            case "restaurant" -> token.aggregate();
            default -> null;
        };
    }

    @Override
    public TicketEntry evolve(TicketEntry entry, RecordedEvent event) {
        return switch ((DomainEvent) event.payload()) {
            case OrderEvent order -> evolve(entry != null ? entry : TicketEntry.of(order.orderId()), order);
            case TicketEvent ticket -> evolve(entry != null ? entry : TicketEntry.of(ticket.orderId()), ticket);
            case RestaurantEvent restaurant -> TicketEntry.of(restaurant.restaurantId());
            case AccountEvent other -> entry;
            case ConsumerEvent other -> entry;
            case CourierEvent other -> entry;
            case DeliveryEvent other -> entry;
        };
    }

    private static TicketEntry evolve(TicketEntry entry, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> entry.placed(placed.restaurantId(), placed.requestedFor());
            case OrderRevised revised -> entry.wantedAt(revised.requestedFor());
            case OrderRejected rejected -> entry.withOrderEnded();
            case OrderCancelled cancelled -> entry.withOrderEnded();
            case OrderDelivered delivered -> entry.withOrderEnded();
            case OrderNotDelivered notDelivered -> entry.withOrderEnded();
            case OrderApproved other -> entry;
            case OrderCancellationRequested other -> entry;
            case OrderCancellationRefused other -> entry;
            case OrderRevisionProposed other -> entry;
            case OrderRevisionRefused other -> entry;
        };
    }

    private static TicketEntry evolve(TicketEntry entry, TicketEvent event) {
        return switch (event) {
            case TicketRequested requested -> entry.requested(requested.restaurantId(), requested.ticketId(), requested.lines());
            case TicketCreated created -> entry.to(TicketStatus.AWAITING_ACCEPTANCE);
            case TicketAbandoned abandoned -> entry.to(TicketStatus.CANCELLED);
            case TicketAccepted accepted ->
                entry.with(new Ticket(accepted.ticketId(), TicketStatus.ACCEPTED, accepted.readyBy(), null));
            case TicketDeclined declined -> entry.with(new Ticket(declined.ticketId(), TicketStatus.CANCELLED, entry.ticket().readyBy(),
                    declined.declineReason()));
            case TicketPreparationStarted started -> entry.to(TicketStatus.PREPARING);
            case TicketReadyForPickup ready -> entry.to(TicketStatus.READY_FOR_PICKUP);
            case TicketPickedUp pickedUp -> entry.to(TicketStatus.PICKED_UP);
            case TicketCancellationRequested requested -> entry.pending(TicketStatus.CANCEL_PENDING);
            case TicketCancelled cancelled -> entry.to(TicketStatus.CANCELLED);
            case TicketCancellationUndone undone -> entry.to(entry.resumes());
            case TicketRevisionRequested requested -> entry.pending(TicketStatus.REVISION_PENDING);
            case TicketRevised revised -> entry.revised(revised.lines()).to(entry.resumes());
            case TicketRevisionUndone undone -> entry.to(entry.resumes());
        };
    }

    /** Whatever the ticket comes to, the order's own end follows it. */
    @Override
    public boolean complete(TicketEntry entry) {
        return entry.ended() != null;
    }

    /** Of what is open alone, so that it does not grow with the history. */
    @Override
    public List<IndexModel> indexes() {
        return List.of(new IndexModel(Indexes.ascending(RESTAURANT, DUE, ID),
                new IndexOptions().partialFilterExpression(Filters.eq(OPEN, true))));
    }
}
