package io.ordertrail.command.process;

import io.ordertrail.command.Commands;
import io.ordertrail.command.order.RestaurantDesk;
import io.ordertrail.command.restaurant.RestaurantCommand;
import io.ordertrail.command.restaurant.RestaurantCommand.CheckService;
import io.ordertrail.command.restaurant.RestaurantCommand.QuoteOrder;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the restaurant for an order. */
@Component
class RestaurantQuotes implements RestaurantDesk {

    private final Commands commands;

    RestaurantQuotes(Commands commands) {
        this.commands = commands;
    }

    @Override
    public Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor) {
        io.ordertrail.command.restaurant.Quote quote = ask(new QuoteOrder(restaurant, lines.stream()
                .map(line -> new io.ordertrail.command.restaurant.Wanted(line.menuItemId(), line.quantity()))
                .toList(), deliverTo, requestedFor));
        return new Quote(quote.restaurantName(), quote.pickUpFrom(), quote.lines(), quote.total(), quote.minimumOrder());
    }

    @Override
    public void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor) {
        ask(new CheckService(restaurant, deliverTo, requestedFor));
    }

    /** For an order an unknown restaurant is no missing page (404) but a wrong choice (422). */
    private <R> R ask(RestaurantCommand question) {
        try {
            return commands.send(question);
        } catch (Refusal refusal) {
            throw refusal.code() == Code.NOT_FOUND
                    ? Refusal.ofField(Code.UNKNOWN_RESTAURANT, "/restaurantId", refusal.reason().detail())
                    : refusal;
        }
    }
}
