package io.ordertrail.query.order;

import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the orders, with restaurants under the names they have now. */
@Component
class OrderQuery {

    private final Views views;
    private final OrderProjection orders;

    OrderQuery(Views views, OrderProjection orders) {
        this.views = views;
        this.orders = orders;
    }

    @QueryHandler
    Optional<OrderEntry> handle(FindPlacedOrder query) {
        Generation<OrderEntry> live = views.live(orders);
        live.requireSeen(query.tokens());
        // The name it was ordered from stands where no other is known.
        return live.find(query.id()).map(Stored::entry).filter(entry -> entry.id() != null).map(order -> live
                .find(order.restaurant().id().toString()).map(known -> order.with(known.entry().restaurant())).orElse(order));
    }
}
