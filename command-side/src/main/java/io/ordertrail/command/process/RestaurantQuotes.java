package io.ordertrail.command.process;

import io.ordertrail.command.Commands;
import io.ordertrail.command.order.RestaurantDesk;
import io.ordertrail.command.restaurant.RestaurantCommand.CheckService;
import io.ordertrail.command.restaurant.RestaurantCommand.QuoteOrder;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks restaurants for those who place and revise orders. */
@Component
class RestaurantQuotes implements RestaurantDesk {

    private final Commands commands;

    RestaurantQuotes(Commands commands) {
        this.commands = commands;
    }

    @Override
    public Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor) {
        io.ordertrail.command.restaurant.Quote quote = ask(restaurant, new QuoteOrder(restaurant, lines.stream()
                .map(line -> new io.ordertrail.command.restaurant.Wanted(line.menuItemId(), line.quantity()))
                .toList(), deliverTo, requestedFor));
        return new Quote(quote.restaurantName(), quote.pickUpFrom(), quote.lines(), quote.total(), quote.minimumOrder());
    }

    @Override
    public void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor) {
        ask(restaurant, new CheckService(restaurant, deliverTo, requestedFor));
    }

    private <A> A ask(RestaurantId restaurant, Object question) {
        try {
            return commands.send(question);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.NOT_FOUND) {
                throw Refusal.ofField(Code.UNKNOWN_RESTAURANT, "/restaurantId", "There is no restaurant " + restaurant.value());
            }
            throw refusal;
        }
    }
}
