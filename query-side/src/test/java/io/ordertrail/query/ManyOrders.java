package io.ordertrail.query;

import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.views.following.FoldedViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Orders that make every query hard: one consumer and one restaurant have a third of them each, states and words are common or rare, and a
 * thousand at a time are placed in one millisecond. */
final class ManyOrders {

    static final String HUNGRY = "hungry";
    static final String BUSY = "busy";
    static final String COURIER = "grace";
    /** An order whose courier has told of a few hundred positions. */
    static final String LONG = "00000000";

    private static final int BATCH = 1_000;
    private static final int RESTAURANTS = 200;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> DISHES = List.of("Chicken Vindaloo", "Naan", "Pizza Margherita", "Pasta", "Tom Yum", "Rice", "Curry");
    private static final Money PRICE = Money.of("12.34", "EUR");
    private static final Place SOMEWHERE =
            new Place(new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null), new GeoPoint(47.8, 13.04));

    private ManyOrders() {
    }

    static void publishTo(FoldedViews views, int orders) {
        Random random = new Random(1);
        views.publish(new ConsumerRegistered(new ConsumerId(HUNGRY), new PersonName("Ada"), null),
                new AccountOpened(new AccountId(HUNGRY), new ConsumerId(HUNGRY)),
                new CourierRegistered(new CourierId(COURIER), new PersonName("Grace"), 5), opened(BUSY, "Busy Kitchen"));
        for (int restaurant = 0; restaurant < RESTAURANTS; restaurant++) {
            views.publish(opened("restaurant-" + restaurant, restaurant % 10 == 0 ? "Pizzeria " + restaurant : "Place " + restaurant));
        }
        List<DomainEvent> batch = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            place(order, random, batch);
            if (order % BATCH == BATCH - 1) {
                views.publish(batch.toArray(DomainEvent[]::new));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            views.publish(batch.toArray(DomainEvent[]::new));
        }
        views.publish(longLife());
    }

    private static void place(int number, Random random, List<DomainEvent> events) {
        OrderId id = new OrderId("%08d".formatted(number));
        String consumer = number % 3 == 0 ? HUNGRY : "consumer-" + random.nextInt(10_000);
        String restaurant = number % 3 == 1 ? BUSY : "restaurant-" + random.nextInt(RESTAURANTS);
        List<OrderLine> lines = new ArrayList<>();
        lines.add(line(DISHES.get(random.nextInt(DISHES.size()))));
        lines.add(line(number % 7_001 < 2 ? "Truffle" : DISHES.get(random.nextInt(DISHES.size()))));
        events.add(new OrderPlaced(id, new ConsumerId(consumer), new RestaurantId(restaurant), "Former name", lines, PRICE, null,
                BEGIN.plusSeconds(number / BATCH), BEGIN, number % 4 == 0 ? "T-" + number % 4_000 : null, SOMEWHERE, SOMEWHERE));
        if (number % 5 == 0) {
            events.add(new OrderApproved(id));
        }
        if (number % 10 == 1) {
            events.add(new TicketRequested(TicketId.of(id), id, new RestaurantId(restaurant), List.of(new TicketLine("1", "Naan", 1))));
        }
        if (number % 20 == 1) {
            events.add(new TicketPickedUp(TicketId.of(id), id));
        }
        if (number % 9_001 < 2) {
            events.add(new OrderCancellationRequested(id, new ConsumerId(consumer)));
        }
    }

    private static OrderLine line(String dish) {
        return new OrderLine(dish, dish, PRICE, 1);
    }

    private static RestaurantOpened opened(String id, String name) {
        return new RestaurantOpened(new RestaurantId(id), name, SOMEWHERE.address(), SOMEWHERE.location(), 3_000,
                new TimeZoneName("Europe/Vienna"),
                "24/7", List.of(), new CurrencyCode("EUR"), null, List.of(new MenuItem("1", "Naan", PRICE)));
    }

    private static DomainEvent[] longLife() {
        OrderId order = new OrderId(LONG);
        DeliveryId delivery = DeliveryId.of(order);
        List<DomainEvent> events = new ArrayList<>();
        events.add(new PaymentAuthorized(new AccountId(HUNGRY), order, PRICE));
        events.add(new DeliveryPlanned(delivery, order, new ConsumerId(HUNGRY), new RestaurantId("restaurant-0"), BEGIN, SOMEWHERE,
                SOMEWHERE));
        for (int second = 0; second < 600; second++) {
            events.add(new CourierLocationNoted(delivery, order, new CourierId(COURIER), new GeoPoint(47.8, 13.04),
                    BEGIN.plusSeconds(second)));
        }
        return events.toArray(DomainEvent[]::new);
    }
}
