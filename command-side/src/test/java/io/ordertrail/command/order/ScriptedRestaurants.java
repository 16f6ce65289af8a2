package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.KITCHEN;
import static io.ordertrail.command.order.SampleOrder.MINIMUM;
import static io.ordertrail.command.order.SampleOrder.eur;

import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A restaurant where every dish costs 10.00, and where a test can let something happen while it is asked. */
class ScriptedRestaurants implements RestaurantGateway {

    final List<String> asked = new ArrayList<>();
    Runnable meanwhile = () -> {
    };

    @Override
    public Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor) {
        asked.add("quote for " + requestedFor);
        meanwhile.run();
        List<OrderLine> priced = lines.stream()
                .map(line -> new OrderLine(line.menuItemId(), "Dish " + line.menuItemId(), eur("10.00"), line.quantity()))
                .toList();
        Money total = priced.stream().map(OrderLine::total).reduce(eur("0"), Money::plus);
        return new Quote("Ajanta", KITCHEN, priced, total, MINIMUM);
    }

    @Override
    public void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor) {
        asked.add("check of %s, %s".formatted(deliverTo, requestedFor));
        meanwhile.run();
    }
}
