package io.ordertrail.query.sales;

import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.time.Instant;
import java.util.List;

/** What sales are made of. */
final class Orders {

    static final RestaurantId AJANTA = new RestaurantId("ajanta");

    private static final ConsumerId ADA = new ConsumerId("ada");
    private static final AccountId ACCOUNT = AccountId.of(ADA);
    private static final Address ADDRESS = new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null);
    private static final Place PLACE = new Place(ADDRESS, new GeoPoint(47.8, 13.04));

    private Orders() {
    }

    static RestaurantOpened opened(String zone) {
        return new RestaurantOpened(AJANTA, "Ajanta", ADDRESS, new GeoPoint(47.8, 13.04), 3000, new TimeZoneName(zone), "24/7", List.of(),
                new CurrencyCode("EUR"), null, List.of(new MenuItem("1", "Dal", eur("10"))));
    }

    static OrderPlaced placed(String order, String at) {
        return placed(order, AJANTA, at);
    }

    static OrderPlaced placed(String order, RestaurantId restaurant, String at) {
        return new OrderPlaced(new OrderId(order), ADA, restaurant, "Ajanta", List.of(new OrderLine("1", "Dal", eur("10"), 1)), eur("10"),
                null, Instant.parse(at), Instant.parse(at), null, PLACE, PLACE);
    }

    static OrderApproved approved(String order) {
        return new OrderApproved(new OrderId(order));
    }

    static PaymentAuthorized authorized(String order, String amount) {
        return new PaymentAuthorized(ACCOUNT, new OrderId(order), eur(amount));
    }

    static PaymentCaptured captured(String order, String amount) {
        return new PaymentCaptured(ACCOUNT, new OrderId(order), eur(amount));
    }

    static RefundIssued refunded(String order, String amount) {
        return new RefundIssued(ACCOUNT, new OrderId(order), eur(amount), "cold", null);
    }

    static DomainEvent[] delivered(String order, String at, String amount) {
        return new DomainEvent[] {placed(order, at), authorized(order, amount), approved(order), captured(order, amount),
                new OrderDelivered(new OrderId(order))};
    }

    static DomainEvent[] cancelled(String order, String at) {
        return new DomainEvent[] {placed(order, at), authorized(order, "10"), approved(order),
                new OrderCancellationRequested(new OrderId(order), ADA), new OrderCancelled(new OrderId(order))};
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
