package io.ordertrail.command.partner;

import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DomainEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a courier firm that a delivery goes elsewhere. Once it has been picked up, or is cancelled, whoever carries it is not to be told any more. */
final class AddressChange extends Port {

    static final String NAME = "courier-firm";

    private final Streams streams;

    AddressChange(Partner partner, Streams streams) {
        super(NAME, partner, List.of(DeliveryRedirected.class));
        this.streams = streams;
    }

    @Override
    Optional<Message> messageOf(String id, DomainEvent event) {
        DeliveryRedirected redirected = (DeliveryRedirected) event;
        boolean late = streams.of(redirected.deliveryId().toString())
                .anyMatch(other -> other instanceof DeliveryPickedUp || other instanceof DeliveryCancelled);
        return late ? Optional.empty()
                : Optional.of(new Message(id, "DELIVERY_REDIRECTED", Map.of("orderId", redirected.orderId(), "deliveryId",
                        redirected.deliveryId(), "deliverTo", redirected.deliverTo(), "requestedFor", redirected.requestedFor())));
    }
}
