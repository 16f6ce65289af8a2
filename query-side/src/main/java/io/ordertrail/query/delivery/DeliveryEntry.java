package io.ordertrail.query.delivery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.GeoPoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * One delivery. Public for the codec that stores it and for who asks.
 *
 * @param courierLocation where the courier was last seen; a question of its own, and null in the answer to others
 */
public record DeliveryEntry(DeliveryId id, DeliveryStatus status, CourierId courierId, CourierLocation courierLocation, Instant pickUpAt,
        Instant estimatedAt, Instant pickedUpAt, Instant deliveredAt, String failureReason) {

    @Schema(name = "DeliveryEntryLocation")
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

    static DeliveryEntry planned(DeliveryId id) {
        return new DeliveryEntry(id, DeliveryStatus.PENDING, null, null, null, null, null, null, null);
    }

    DeliveryEntry scheduled(CourierId courier, Instant toPickUpAt, Instant estimate) {
        return new DeliveryEntry(id, DeliveryStatus.SCHEDULED, courier, courierLocation, toPickUpAt, estimate, null, null, null);
    }

    DeliveryEntry pickedUp(Instant at) {
        return new DeliveryEntry(id, DeliveryStatus.PICKED_UP, courierId, courierLocation, pickUpAt, estimatedAt, at, null, null);
    }

    DeliveryEntry ended(DeliveryStatus end, Instant at, String reason) {
        return new DeliveryEntry(id, end, courierId, courierLocation, pickUpAt, estimatedAt, pickedUpAt, at, reason);
    }

    /** With the courier seen there. */
    public DeliveryEntry with(CourierLocation seen) {
        return new DeliveryEntry(id, status, courierId, seen, pickUpAt, estimatedAt, pickedUpAt, deliveredAt, failureReason);
    }
}
