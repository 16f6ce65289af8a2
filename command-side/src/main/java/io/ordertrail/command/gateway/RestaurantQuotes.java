package io.ordertrail.command.gateway;

import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.command.order.RestaurantGateway;
import io.ordertrail.command.restaurant.Quotes;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Asks the restaurant for an order. */
@Component
class RestaurantQuotes implements RestaurantGateway {

    private final Quotes quotes;
    private final Collection<Outage> outages;

    RestaurantQuotes(Quotes quotes, List<Outage> outages) {
        this.quotes = quotes;
        this.outages = outages;
    }

    @Override
    public Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor) {
        return ask(() -> quotes.quote(restaurant, lines, deliverTo, requestedFor));
    }

    @Override
    public void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor) {
        ask(() -> {
            quotes.check(restaurant, deliverTo, requestedFor);
            return null;
        });
    }

    /** For an order an unknown restaurant is no missing page (404) but a wrong choice (422). */
    private <R> R ask(Supplier<R> question) {
        try {
            return question.get();
        } catch (Refusal refusal) {
            throw refusal.code() == Code.NOT_FOUND
                    ? Refusal.ofField(Code.UNKNOWN_RESTAURANT, "/restaurantId", refusal.reason().detail())
                    : refusal;
        } catch (RuntimeException e) {
            throw Outage.isBehind(e, outages)
                    ? Refusal.of(Code.UNAVAILABLE, "The restaurant cannot be asked now; nothing was done")
                    : e;
        }
    }
}
