package io.ordertrail.query.restaurant;

import static com.mongodb.client.model.Filters.in;

import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the restaurants. */
@Component
class RestaurantQuery {

    private final Views views;
    private final RestaurantProjection restaurants;

    RestaurantQuery(Views views, RestaurantProjection restaurants) {
        this.views = views;
        this.restaurants = restaurants;
    }

    @QueryHandler
    Optional<RestaurantEntry> handle(FindRestaurant query) {
        Generation<RestaurantEntry> live = views.live(restaurants);
        live.requireSeen(query.tokens());
        return live.find(query.id()).map(Stored::entry);
    }

    @QueryHandler
    FindRestaurantsByIds.Found handle(FindRestaurantsByIds query) {
        Generation<RestaurantEntry> live = views.live(restaurants);
        live.requireSeen(query.tokens());
        return new FindRestaurantsByIds.Found(live.collection().find(in(Stored.ID, query.ids())).map(stored -> {
            live.requireReadable(stored);
            return stored.entry();
        }).into(new ArrayList<>()).stream().filter(Objects::nonNull).toList());
    }
}
