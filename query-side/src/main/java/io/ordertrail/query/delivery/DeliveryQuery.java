package io.ordertrail.query.delivery;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.delivery.DeliveryEntry.CourierLocation;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the deliveries. */
@Component
class DeliveryQuery {

    private final Views views;
    private final DeliveryProjection deliveries;

    DeliveryQuery(Views views, DeliveryProjection deliveries) {
        this.views = views;
        this.deliveries = deliveries;
    }

    @QueryHandler
    Optional<DeliveryEntry> handle(FindDelivery query) {
        return find(seen(query.tokens()), query.orderId(), exclude(DeliveryProjection.COURIER_LOCATION));
    }

    @QueryHandler
    Optional<CourierLocation> handle(FindCourierLocation query) {
        return find(seen(query.tokens()), query.orderId(), include(DeliveryProjection.COURIER_LOCATION))
                .map(DeliveryEntry::courierLocation);
    }

    private Generation<DeliveryEntry> seen(List<ConsistencyToken> tokens) {
        Generation<DeliveryEntry> live = views.live(deliveries);
        live.requireSeen(tokens);
        return live;
    }

    private static Optional<DeliveryEntry> find(Generation<DeliveryEntry> live, String order, Bson fields) {
        Optional<DeliveryEntry> found =
                Optional.ofNullable(live.collection().find(eq(order)).projection(fields).first()).map(Stored::entry);
        // Whether there is none, or one with nothing to show.
        return found.isPresent() ? found : live.find(order).map(none -> null);
    }
}
