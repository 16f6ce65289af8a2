package io.ordertrail.query.sales;

import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;

/**
 * What one order means for its restaurant's sales. Public for the codec that stores it.
 *
 * @param restaurantId null as long as it is not known that it was placed
 * @param approved whether it ever was
 * @param over whether nothing more is expected but refunds
 * @param captured null before that
 * @param refunded sum of all refunds, null without any
 */
public record Sale(RestaurantId restaurantId, Instant placedAt, boolean approved, boolean cancelled, boolean over, Money captured,
        Money refunded) {

    static final Sale NONE = new Sale(null, null, false, false, false, null, null);

    Sale placed(RestaurantId by, Instant at) {
        return new Sale(by, at, approved, cancelled, over, captured, refunded);
    }

    Sale withApproval() {
        return new Sale(restaurantId, placedAt, true, cancelled, over, captured, refunded);
    }

    Sale withCancellation() {
        return new Sale(restaurantId, placedAt, approved, true, true, captured, refunded);
    }

    Sale ended() {
        return new Sale(restaurantId, placedAt, approved, cancelled, true, captured, refunded);
    }

    Sale withCaptured(Money amount) {
        return new Sale(restaurantId, placedAt, approved, cancelled, over, amount, refunded);
    }

    Sale withRefund(Money amount) {
        return new Sale(restaurantId, placedAt, approved, cancelled, over, captured, refunded == null ? amount : refunded.plus(amount));
    }
}
