package io.ordertrail.query.orderhistory;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps what each restaurant is called. */
@Component
class RestaurantNamesProjection implements Projection<RestaurantName> {

    static final String WORDS = "d.words";

    @Override
    public String view() {
        return "restaurant-names";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<RestaurantName> entryType() {
        return RestaurantName.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof RestaurantEvent restaurant ? restaurant.restaurantId().value() : null;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("restaurant") ? AggregateId.valueOf(token.aggregate()) : null;
    }

    @Override
    public RestaurantName evolve(RestaurantName entry, RecordedEvent event) {
        return switch ((RestaurantEvent) event.payload()) {
            case RestaurantOpened opened -> RestaurantName.of(opened.name());
            case RestaurantRenamed renamed -> RestaurantName.of(renamed.name());
            case RestaurantEvent.MenuRevised other -> entry;
            case RestaurantEvent.OpeningHoursChanged other -> entry;
            case RestaurantEvent.RestaurantClosed other -> entry;
            case RestaurantEvent.RestaurantReopened other -> entry;
        };
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(new IndexModel(Indexes.ascending(WORDS)));
    }
}
