package io.ordertrail.command.partner;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the consumer notified that the order is approved. */
final class ApprovalNotice extends Port {

    static final String NAME = "notifications";

    private final Streams streams;

    ApprovalNotice(Partner partner, Streams streams) {
        super(NAME, partner, List.of(OrderApproved.class));
        this.streams = streams;
    }

    @Override
    Optional<Message> messageOf(String id, DomainEvent event) {
        return streams.of(event.orderId().toString()).filter(OrderPlaced.class::isInstance).map(OrderPlaced.class::cast).findFirst()
                .map(order -> new Message(id, "ORDER_APPROVED", Map.of("orderId", order.orderId(), "consumerId", order.consumerId(),
                        "restaurantName", order.restaurantName(), "total", order.total(), "requestedFor", order.requestedFor())));
    }
}
