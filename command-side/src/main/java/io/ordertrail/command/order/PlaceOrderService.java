package io.ordertrail.command.order;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Horizon;
import io.ordertrail.command.Ids;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.Quote;
import io.ordertrail.command.order.IdempotencyKeys.Claim;
import io.ordertrail.command.order.IdempotencyKeys.State;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Places orders at the prices that the restaurant quotes now; under one {@code Idempotency-Key} only once. */
@Component
class PlaceOrderService {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceOrderService.class);

    private final Commands commands;
    private final RestaurantGateway restaurants;
    private final IdempotencyKeys keys;
    private final PlacedOrders placed;
    private final Clock clock;

    PlaceOrderService(Commands commands, RestaurantGateway restaurants, IdempotencyKeys keys, PlacedOrders placed, Clock clock) {
        this.commands = commands;
        this.restaurants = restaurants;
        this.keys = keys;
        this.placed = placed;
        this.clock = clock;
    }

    /** @param idempotencyKey null if the client gave none: then each request is an order of its own */
    OrderPlaced place(PlaceOrderRequest request, String idempotencyKey) {
        Lines.requireDistinct(request.menuItemIds());
        if (idempotencyKey == null) {
            return place(request, new OrderId(Ids.next()));
        }
        return placeOnce(request, Fingerprint.of(request.consumerId(), idempotencyKey));
    }

    private OrderPlaced placeOnce(PlaceOrderRequest request, String key) {
        OrderId proposed = new OrderId(Ids.next());
        String attempt = Ids.next();
        Claim claim = keys.claim(key, Fingerprint.of(request), proposed, attempt);
        if (claim.state() == State.REUSED) {
            throw reused();
        }
        Optional<OrderPlaced> earlier = claim.order().equals(proposed) ? Optional.empty()
                : find(request, claim.order(), key, attempt);
        if (earlier.isPresent()) {
            if (claim.state() == State.OTHERS_IN_PROGRESS) {
                throw reused();
            }
            return earlier.get();
        }
        if (claim.state() != State.TAKEN) {
            throw Refusal.ofField(Code.IN_PROGRESS, "Idempotency-Key", "The first request with this key is still being answered");
        }
        return placeClaimed(request, claim.order(), key, attempt);
    }

    /** Of several attempts with the key's order, sent to whatever node and believed to be over or not, the store takes one. */
    private OrderPlaced placeClaimed(PlaceOrderRequest request, OrderId order, String key, String attempt) {
        try {
            return place(request, order);
        } catch (Refusal refusal) {
            if (refusal.isFailure()) {
                // Whether it is stored need not be known, and the caller need not wait while a store that did not answer is asked again.
                end(() -> keys.giveUp(key, attempt));
                throw refusal;
            }
            Optional<OrderPlaced> stored = find(request, order, key, attempt);
            if (stored.isEmpty()) {
                end(() -> keys.free(key, attempt));
                throw refusal;
            }
            return stored.get();
        }
    }

    /** The order under the request's key; a request that the key came with before, and that was refused, may have been placed after all. */
    private Optional<OrderPlaced> find(PlaceOrderRequest request, OrderId order, String key, String attempt) {
        Optional<OrderPlaced> stored = placed.find(order);
        if (stored.filter(other -> !request.describes(other)).isPresent()) {
            end(() -> keys.free(key, attempt));
            throw reused();
        }
        return stored;
    }

    private static Refusal reused() {
        return Refusal.ofField(Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key", "This key was used for another request");
    }

    /** An attempt that is not ended ends by itself. */
    private static void end(Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException e) {
            LOG.debug("The key's store does not answer", e);
        }
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
