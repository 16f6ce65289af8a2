package io.ordertrail.query.orderhistory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Place;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One order, whole, as it is answered. Ticket, payment and delivery are written by their own aggregates alone, everything else by the
 * order, so that it does not matter in which order the events of different aggregates arrive.
 *
 * @param version sequence number of the order's last event; null until an event of the order itself has come
 * @param restaurant with the name it had when the order was placed; queries put the present one there
 * @param reference the client's own word for it
 * @param changedAt when the last event came of all that went into it
 * @param words what keywords find in the names of the dishes, as {@link Words#line} writes it
 */
public record OrderHistoryEntry(OrderId id, OrderStatus status, Long version, ConsumerId consumerId, Restaurant restaurant,
        List<OrderLine> lines, Money total, Instant placedAt, Instant requestedFor, String reference, Place deliverTo,
        Rejection rejection, Ticket ticket, Payment payment, Delivery delivery, @JsonIgnore Instant changedAt, @JsonIgnore String words) {

    public record Restaurant(RestaurantId id, String name) {
    }

    /** @param resumes the state to which a cancellation or revision that is pending may lead back */
    public record Ticket(TicketId id, TicketStatus status, Instant readyBy, String declineReason, @JsonIgnore TicketStatus resumes) {
    }

    /**
     * @param amount what was authorised, or declined
     * @param refunded the sum of what was given back after it was captured
     */
    public record Payment(PaymentStatus status, Money amount, Money refunded) {
    }

    public record Delivery(DeliveryId id, DeliveryStatus status, CourierId courierId, CourierLocation courierLocation, Instant pickUpAt,
            Instant estimatedAt, Instant pickedUpAt, Instant deliveredAt, String failureReason) {
    }

    /** Where the courier was last seen. */
    @JsonPropertyOrder({"lat", "lon", "at"})
    public record CourierLocation(@JsonIgnore GeoPoint point, Instant at) {

        @JsonCreator
        public CourierLocation(@JsonProperty("lat") double lat, @JsonProperty("lon") double lon, @JsonProperty("at") Instant at) {
            this(new GeoPoint(lat, lon), at);
        }

        @JsonProperty
        double lat() {
            return point.lat();
        }

        @JsonProperty
        double lon() {
            return point.lon();
        }
    }

    /** The same, from a restaurant of that name. */
    OrderHistoryEntry withRestaurantName(String name) {
        return new OrderHistoryEntry(id, status, version, consumerId, new Restaurant(restaurant.id, name), lines, total, placedAt,
                requestedFor, reference, deliverTo, rejection, ticket, payment, delivery, changedAt, words);
    }

    /** The same, after an event of that time. Events of different aggregates may come in any order: the latest counts. */
    OrderHistoryEntry changedAt(Instant time) {
        Instant latest = Stream.of(time, placedAt, changedAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElseThrow();
        return new OrderHistoryEntry(id, status, version, consumerId, restaurant, lines, total, placedAt, requestedFor, reference,
                deliverTo, rejection, ticket, payment, delivery, latest, words);
    }
}
