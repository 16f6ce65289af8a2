package io.ordertrail.command.order;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Deed;
import io.ordertrail.command.FirstEvents;
import io.ordertrail.command.Horizon;
import io.ordertrail.command.Once;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.Quote;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Places orders at the prices that the restaurant quotes now; under one {@code Idempotency-Key} only once. */
@Component
class PlaceOrderService {

    private final Commands commands;
    private final RestaurantGateway restaurants;
    private final Once once;
    private final FirstEvents placed;
    private final Clock clock;

    PlaceOrderService(Commands commands, RestaurantGateway restaurants, Once once, FirstEvents placed, Clock clock) {
        this.commands = commands;
        this.restaurants = restaurants;
        this.once = once;
        this.placed = placed;
        this.clock = clock;
    }

    /** @param idempotencyKey null if the client gave none: then each request is an order of its own */
    OrderPlaced place(PlaceOrderRequest request, String idempotencyKey) {
        Lines.requireDistinct(request.menuItemIds());
        return once.answer(idempotencyKey, request, new Deed<>() {

            @Override
            public OrderPlaced perform(String id) {
                return place(request, new OrderId(id));
            }

            @Override
            public Optional<OrderPlaced> find(String id) {
                return placed.of(new OrderId(id), OrderPlaced.class);
            }

            @Override
            public boolean isAskedFor(String id, OrderPlaced order) {
                return request.describes(order);
            }
        });
    }

    private OrderPlaced place(PlaceOrderRequest request, OrderId order) {
        Instant now = clock.instant();
        Instant wanted = Objects.requireNonNullElse(request.requestedFor(), now);
        Horizon.requireNowOrLater(wanted, now, "/requestedFor");
        Instant requestedFor = Horizon.notBefore(now, wanted);
        RestaurantId restaurant = new RestaurantId(request.restaurantId());
        Place deliverTo = request.deliverTo().place();
        Quote quote = restaurants.quote(restaurant, request.wanted(), deliverTo.location(), requestedFor);
        PlaceOrder command = new PlaceOrder(order, new ConsumerId(request.consumerId()), restaurant, quote.restaurantName(),
                quote.lines(), quote.total(), quote.minimumOrder(), now, requestedFor, request.reference(), quote.pickUpFrom(), deliverTo);
        commands.<Outcome>send(command);
        return command.event();
    }
}
