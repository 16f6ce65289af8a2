package io.ordertrail.command.order;

import io.ordertrail.command.Commands;
import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.order.OrderCommand.ReviewRevision;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Revises orders. An order cannot ask its restaurant, so it is reviewed first; the revision is then bound to the reviewed version, so that
 * nothing goes in that the restaurant was not asked about.
 */
@Component
class ReviseOrderService {

    /** An order moves a few times in its life, not in every moment. */
    private static final int ATTEMPTS = 5;

    private final Commands commands;
    private final RestaurantGateway restaurants;
    private final Clock clock;

    ReviseOrderService(Commands commands, RestaurantGateway restaurants, Clock clock) {
        this.commands = commands;
        this.restaurants = restaurants;
        this.clock = clock;
    }

    Outcome revise(OrderId order, Revision revision, ExpectedVersion expected) {
        Instant now = clock.instant();
        for (int attempt = 1;; attempt++) {
            RevisionReview review = commands.send(new ReviewRevision(order, revision, expected, now));
            if (review.concernsRestaurant()) {
                restaurants.check(review.restaurantId(), review.newLocation(), review.newTime());
            }
            try {
                return commands.send(new ReviseOrder(order, revision, ExpectedVersion.exactly(review.version()), now));
            } catch (Refusal refusal) {
                if (refusal.code() != Code.STALE_VERSION || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }
}
