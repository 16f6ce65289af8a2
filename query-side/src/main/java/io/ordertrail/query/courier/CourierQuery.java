package io.ordertrail.query.courier;

import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the couriers. */
@Component
class CourierQuery {

    private final Views views;
    private final CourierProjection couriers;

    CourierQuery(Views views, CourierProjection couriers) {
        this.views = views;
        this.couriers = couriers;
    }

    @QueryHandler
    Optional<CourierPlan> handle(FindPlan query) {
        Generation<CourierPlan> live = views.live(couriers);
        live.requireSeen(query.tokens());
        return live.find(query.courierId()).map(Stored::entry);
    }
}
