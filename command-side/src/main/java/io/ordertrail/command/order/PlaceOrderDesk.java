package io.ordertrail.command.order;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Ids;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.order.IdempotencyKeys.Claim;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.command.order.RestaurantDesk.Quote;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Places orders at the prices that the restaurant quotes now; under one {@code Idempotency-Key} only once. */
@Component
class PlaceOrderDesk {

    private final Commands commands;
    private final RestaurantDesk restaurants;
    private final IdempotencyKeys keys;
    private final PlacedOrders placed;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    PlaceOrderDesk(Commands commands, RestaurantDesk restaurants, IdempotencyKeys keys, PlacedOrders placed, Clock clock) {
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
        String key = Fingerprint.of(request.consumerId(), idempotencyKey);
        if (!running.add(key)) {
            throw Refusal.ofField(Code.IN_PROGRESS, "Idempotency-Key", "The first request with this key is still being answered");
        }
        try {
            return placeOnce(request, key);
        } finally {
            running.remove(key);
        }
    }

    private OrderPlaced placeOnce(PlaceOrderRequest request, String key) {
        String fingerprint = Fingerprint.of(request);
        Claim claim = keys.claim(key, fingerprint, new OrderId(Ids.next()));
        if (!claim.fingerprint().equals(fingerprint)) {
            throw Refusal.ofField(Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key", "This key was used for another request");
        }
        Optional<OrderPlaced> earlier = placed.find(claim.order());
        return earlier.isPresent() ? earlier.get() : placeClaimed(request, key, claim.order());
    }

    private OrderPlaced placeClaimed(PlaceOrderRequest request, String key, OrderId order) {
        try {
            return place(request, order);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.UNAVAILABLE) {
                // The key stays with its order, so the caller need not wait while a store that just did not answer is asked again.
                throw refusal;
            }
            // Another node may have been quicker with the same key: what is stored decides.
            Optional<OrderPlaced> stored = placed.find(order);
            if (stored.isPresent()) {
                return stored.get();
            }
            keys.release(key);
            throw refusal;
        }
    }

    private OrderPlaced place(PlaceOrderRequest request, OrderId order) {
        Instant now = clock.instant();
        Instant requestedFor = Objects.requireNonNullElse(request.requestedFor(), now);
        if (requestedFor.isBefore(now)) {
            throw Refusal.ofField(Code.INVALID, "/requestedFor", "must not lie in the past");
        }
        RestaurantId restaurant = new RestaurantId(request.restaurantId());
        Place deliverTo = request.deliverTo().place();
        Quote quote = restaurants.quote(restaurant, request.wanted(), deliverTo.location(), requestedFor);
        commands.<Outcome>send(new PlaceOrder(order, new ConsumerId(request.consumerId()), restaurant, quote.restaurantName(),
                quote.lines(), quote.total(), quote.minimumOrder(), now, requestedFor, request.reference(), quote.pickUpFrom(), deliverTo));
        return placed.find(order).orElseThrow();
    }
}
