package io.ordertrail.query.ticket;

import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TimeZoneName;
import java.time.Instant;
import java.util.List;

/** What tickets' lives are made of. */
final class Tickets {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final RestaurantId AJANTA = new RestaurantId("ajanta");
    static final List<TicketLine> DISHES = List.of(new TicketLine("1", "Chicken Vindaloo", 5));

    private static final Money PRICE = Money.of("12.34", "EUR");
    private static final Place SOMEWHERE =
            new Place(new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null), new GeoPoint(47.8, 13.04));
    private static final List<OrderLine> LINES = List.of(new OrderLine("1", "Chicken Vindaloo", PRICE, 5));

    private Tickets() {
    }

    static RestaurantOpened opened() {
        return new RestaurantOpened(AJANTA, "Ajanta", SOMEWHERE.address(), SOMEWHERE.location(), 3000, new TimeZoneName("Europe/Vienna"),
                "24/7",
                List.of(), new CurrencyCode("EUR"), null, List.of(new MenuItem("1", "Chicken Vindaloo", PRICE)));
    }

    static OrderPlaced placed(String order, Instant requestedFor) {
        return new OrderPlaced(new OrderId(order), new ConsumerId("ada"), AJANTA, "Ajanta", LINES, PRICE.times(5), null, NOON, requestedFor,
                null,
                SOMEWHERE, SOMEWHERE);
    }

    static OrderRevised revised(String order, Instant requestedFor) {
        return new OrderRevised(new OrderId(order), LINES, PRICE.times(5), requestedFor, SOMEWHERE);
    }

    static TicketRequested requested(String order) {
        return new TicketRequested(new TicketId(order), new OrderId(order), AJANTA, DISHES);
    }

    static TicketCreated created(String order) {
        return new TicketCreated(new TicketId(order), new OrderId(order), NOON.plusSeconds(900));
    }

    static TicketAccepted accepted(String order, Instant readyBy) {
        return new TicketAccepted(new TicketId(order), new OrderId(order), readyBy);
    }
}
