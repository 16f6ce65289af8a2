package io.ordertrail.query.orderhistory;

import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketReadyForPickup;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketId;
import io.ordertrail.views.projection.Projection;
import java.time.Instant;
import java.util.List;

/** Orders' lives as their aggregates tell them. */
public final class Lives {

    static final Instant PLACED = Instant.parse("2026-11-21T17:30:00Z");
    static final Instant WANTED = Instant.parse("2026-11-21T18:00:00Z");
    static final Instant LATER = Instant.parse("2026-11-21T18:30:00Z");
    static final ConsumerId ADA = new ConsumerId("ada");
    static final RestaurantId AJANTA = new RestaurantId("ajanta");
    static final CourierId COURIER = new CourierId("courier");
    static final Place KITCHEN = place("Linzer Gasse 1", 47.803);
    static final Place HOME = place("Getreidegasse 9", 47.8);
    static final Place WORK = place("Mozartplatz 1", 47.799);
    static final OrderLine VINDALOO = line("1", "Chicken Vindaloo", 5);
    static final GeoPoint SEEN = new GeoPoint(47.801, 13.045);

    private Lives() {
    }

    /** The view that tells them. */
    public static Projection<OrderHistoryEntry> projection() {
        return new OrderHistoryProjection();
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    static OrderLine line(String id, String name, int quantity) {
        return new OrderLine(id, name, eur("12.34"), quantity);
    }

    static Place place(String street, double lat) {
        return new Place(new Address(street, null, "Salzburg", "5020", "AT", null), new GeoPoint(lat, 13.04));
    }

    static OrderPlaced placed(String order) {
        return placed(order, ADA, AJANTA, PLACED, VINDALOO);
    }

    static OrderPlaced placed(String order, ConsumerId consumer, RestaurantId restaurant, Instant at, OrderLine... lines) {
        Money total = List.of(lines).stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        return new OrderPlaced(new OrderId(order), consumer, restaurant, "Ajanta", List.of(lines), total, null, at, WANTED, "T-" + order,
                KITCHEN, HOME);
    }

    /** Placed, revised in dishes, place and time, delivered, and half of it given back. */
    public static List<DomainEvent> delivered(String key) {
        OrderId order = new OrderId(key);
        TicketId ticket = TicketId.of(order);
        DeliveryId delivery = DeliveryId.of(order);
        AccountId account = AccountId.of(ADA);
        List<OrderLine> more = List.of(VINDALOO.withQuantity(10));
        return List.of(placed(key),
                new TicketRequested(ticket, order, AJANTA, List.of()),
                new PaymentAuthorized(account, order, eur("61.70")),
                new TicketCreated(ticket, order, PLACED.plusSeconds(900)),
                new OrderApproved(order),
                new DeliveryPlanned(delivery, order, ADA, AJANTA, WANTED, KITCHEN, HOME),
                new TicketAccepted(ticket, order, WANTED),
                new OrderRevisionProposed(order, ADA, more, eur("123.40"), LATER, WORK),
                new TicketRevisionRequested(ticket, order, 2, List.of()),
                new AuthorizationRevised(account, order, 2, eur("123.40")),
                new TicketRevised(ticket, order, 2, List.of()),
                new OrderRevised(order, more, eur("123.40"), LATER, WORK),
                new DeliveryRedirected(delivery, order, null, LATER, WORK, 4L),
                new CourierAssigned(COURIER, delivery, order, WANTED, LATER, KITCHEN.address(), WORK.address(), 0L),
                new DeliveryScheduled(delivery, order, COURIER, WANTED, LATER),
                new TicketPreparationStarted(ticket, order),
                new TicketReadyForPickup(ticket, order),
                new DeliveryPickedUp(delivery, order, COURIER, WANTED.plusSeconds(60)),
                new TicketPickedUp(ticket, order),
                new CourierLocationNoted(delivery, order, COURIER, KITCHEN.location(), WANTED.plusSeconds(120)),
                new CourierLocationNoted(delivery, order, COURIER, SEEN, WANTED.plusSeconds(180)),
                new DeliveryCompleted(delivery, order, ADA, COURIER, WANTED.plusSeconds(1500)),
                new PaymentCaptured(account, order, eur("123.40")),
                new OrderDelivered(order),
                new RefundIssued(account, order, eur("60.00"), "cold", null));
    }

    public static List<DomainEvent> cancelled(String key) {
        OrderId order = new OrderId(key);
        TicketId ticket = TicketId.of(order);
        AccountId account = AccountId.of(ADA);
        return List.of(placed(key),
                new TicketRequested(ticket, order, AJANTA, List.of()),
                new PaymentAuthorized(account, order, eur("61.70")),
                new TicketCreated(ticket, order, PLACED.plusSeconds(900)),
                new OrderApproved(order),
                new DeliveryPlanned(DeliveryId.of(order), order, ADA, AJANTA, WANTED, KITCHEN, HOME),
                new OrderCancellationRequested(order, ADA),
                new TicketCancellationRequested(ticket, order),
                AuthorizationReversed.release(account, order, eur("61.70")),
                new TicketCancelled(ticket, order),
                new OrderCancelled(order),
                new DeliveryCancelled(DeliveryId.of(order), order, null));
    }
}
