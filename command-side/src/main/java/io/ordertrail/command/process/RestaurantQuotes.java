package io.ordertrail.command.process;

import io.ordertrail.command.order.RestaurantDesk;
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
class RestaurantQuotes implements RestaurantDesk {

    private final Quotes quotes;
    private final Collection<Outage> outages;

    RestaurantQuotes(Quotes quotes, List<Outage> outages) {
        this.quotes = quotes;
        this.outages = outages;
    }

    @Override
    public Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor) {
        io.ordertrail.command.restaurant.Quote quote = ask(() -> quotes.quote(restaurant, lines.stream()
                .map(line -> new io.ordertrail.command.restaurant.Wanted(line.menuItemId(), line.quantity()))
                .toList(), deliverTo, requestedFor));
        return new Quote(quote.restaurantName(), quote.pickUpFrom(), quote.lines(), quote.total(), quote.minimumOrder());
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
