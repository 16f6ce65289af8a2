package io.ordertrail.command.order;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An order of two dishes (5 × 12.34 and 1 × 3.00) with a minimum of 10.00, and what is often done to it. */
final class SampleOrder {

    static final OrderId ID = new OrderId("01HZZZZZZZZZZZZZZZZZZZZZZ1");
    static final ConsumerId CONSUMER = new ConsumerId("01HZZZZZZZZZZZZZZZZZZZZZZ2");
    static final RestaurantId RESTAURANT = new RestaurantId("01HZZZZZZZZZZZZZZZZZZZZZZ3");
    static final Instant PLACED_AT = Instant.parse("2026-11-21T17:00:00Z");
    static final Instant REQUESTED_FOR = Instant.parse("2026-11-21T18:00:00Z");
    static final Place KITCHEN = place("Linzer Gasse 1", 47.803, 13.047);
    static final Place HOME = place("Getreidegasse 9", 47.80, 13.04);
    static final Place OFFICE = place("Mozartplatz 1", 47.798, 13.047);
    static final OrderLine VINDALOO = new OrderLine("1", "Chicken Vindaloo", eur("12.34"), 5);
    static final OrderLine NAAN = new OrderLine("2", "Naan", eur("3.00"), 1);
    static final Money MINIMUM = eur("10.00");

    private SampleOrder() {
    }

    static PlaceOrder place() {
        return new PlaceOrder(ID, CONSUMER, RESTAURANT, "Ajanta", List.of(VINDALOO, NAAN), eur("64.70"), MINIMUM, PLACED_AT, REQUESTED_FOR,
                "T-417", KITCHEN, HOME);
    }

    static OrderPlaced placed() {
        return new OrderPlaced(ID, CONSUMER, RESTAURANT, "Ajanta", List.of(VINDALOO, NAAN), eur("64.70"), MINIMUM, PLACED_AT, REQUESTED_FOR,
                "T-417", KITCHEN, HOME);
    }

    /** The command that doubles the first dish. */
    static ReviseOrder revise() {
        return revise(quantities("1", 10));
    }

    static OrderRevisionProposed proposed() {
        return new OrderRevisionProposed(ID, CONSUMER, List.of(VINDALOO.withQuantity(10), NAAN), eur("126.40"), REQUESTED_FOR, HOME);
    }

    static ReviseOrder revise(Revision revision) {
        return new ReviseOrder(ID, revision, ExpectedVersion.any(), PLACED_AT.plus(Duration.ofMinutes(1)));
    }

    static Revision quantities(String item, int quantity) {
        return new Revision(Map.of(item, quantity), null, null);
    }

    static Revision quantities(String first, int quantity, String second, int secondQuantity) {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        quantities.put(first, quantity);
        quantities.put(second, secondQuantity);
        return new Revision(quantities, null, null);
    }

    static Revision to(Place place) {
        return new Revision(Map.of(), place, null);
    }

    static Revision at(Instant time) {
        return new Revision(Map.of(), null, time);
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private static Place place(String street, double lat, double lon) {
        return new Place(new Address(street, null, "Salzburg", "5020", "AT", null), new GeoPoint(lat, lon));
    }
}
