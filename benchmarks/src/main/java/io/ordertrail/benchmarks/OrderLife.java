package io.ordertrail.benchmarks;

import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketReadyForPickup;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One order from being placed to its end, as its aggregates and processes tell it, with the times at which they do. All endings come, most
 * often a delivery. It is long because it tells every step of every ending.
 */
final class OrderLife {

    /** One event of the life. */
    record Step(Instant time, DomainEvent event) {
    }

    private final Chance chance;
    private final World.Consumer consumer;
    private final World.Restaurant restaurant;
    private final CourierId courier;
    private final OrderId order;
    private final TicketId ticket;
    private final DeliveryId delivery;
    private final AccountId account;
    private final Deque<Step> steps = new ArrayDeque<>();
    private Instant now;
    private Instant wanted;
    private Place to;
    private List<OrderLine> lines;
    private Money total;
    private int orderEvents;

    private OrderLife(Chance chance, World world, Instant placed) {
        this.chance = chance;
        this.consumer = world.consumer();
        this.restaurant = world.restaurant();
        this.courier = world.courier();
        this.order = new OrderId(chance.id(placed));
        this.ticket = TicketId.of(order);
        this.delivery = DeliveryId.of(order);
        this.account = AccountId.of(consumer.id());
        this.now = placed;
        this.wanted = placed.plusSeconds(chance.between(30, 60) * 60L);
        this.to = chance.in100(80) ? consumer.home() : world.place();
        this.lines = lines();
        this.total = sum(lines);
    }

    /** A life that comes to one of the ends. */
    static Deque<Step> ended(Chance chance, World world, Instant placed) {
        OrderLife life = new OrderLife(chance, world, placed);
        life.begin();
        int fate = chance.below(100);
        if (fate < 6) {
            life.reject();
        } else {
            life.approve();
            if (fate < 12) {
                life.decline();
            } else {
                life.accept();
                if (chance.in100(8)) {
                    life.revise(world);
                }
                if (fate < 20) {
                    life.cancel();
                } else {
                    life.deliver(fate < 24);
                }
            }
        }
        return life.steps;
    }

    /** A life that rests in the middle for good. */
    static Deque<Step> open(Chance chance, World world, Instant placed) {
        OrderLife life = new OrderLife(chance, world, placed);
        life.begin();
        life.approve();
        return life.steps;
    }

    /** What may yet come to an open one. */
    static DomainEvent late(OrderId order, Instant time) {
        return new TicketAccepted(TicketId.of(order), order, time.plusSeconds(1_800));
    }

    private void begin() {
        after(0, new OrderPlaced(order, consumer.id(), restaurant.id(), restaurant.name(), lines, total, null, now, wanted, null,
                restaurant.place(), to));
        after(0, new TicketRequested(ticket, order, restaurant.id(), ticketLines()));
    }

    private void reject() {
        after(0, new PaymentDeclined(account, order, total, Rejection.CARD_LIMIT));
        after(0, new TicketAbandoned(ticket, order, Rejection.CARD_LIMIT));
        after(0, new OrderRejected(order, Rejection.CARD_LIMIT));
    }

    private void approve() {
        after(0, new PaymentAuthorized(account, order, total));
        after(0, new TicketCreated(ticket, order, now.plusSeconds(900)));
        after(0, new OrderApproved(order));
        after(0, new DeliveryPlanned(delivery, order, consumer.id(), restaurant.id(), wanted, restaurant.place(), to));
    }

    private void decline() {
        after(600, new TicketDeclined(ticket, order, "Too much to do"));
        after(0, new OrderCancellationRequested(order, consumer.id()));
        after(0, AuthorizationReversed.release(account, order, total));
        after(0, new OrderCancelled(order));
        after(0, new DeliveryCancelled(delivery, order, null));
    }

    private void accept() {
        after(300, new TicketAccepted(ticket, order, wanted));
        after(1, new CourierAssigned(courier, delivery, order, wanted, wanted.plusSeconds(1_800), restaurant.place().address(),
                to.address(), 0L));
        after(0, new DeliveryScheduled(delivery, order, courier, wanted, wanted.plusSeconds(1_800)));
    }

    private void revise(World world) {
        lines = lines.stream().map(line -> line.withQuantity(line.quantity() + 1)).toList();
        total = sum(lines);
        to = world.place();
        after(120, new OrderRevisionProposed(order, consumer.id(), lines, total, wanted, to));
        long proposal = orderEvents - 1;
        after(0, new TicketRevisionRequested(ticket, order, proposal, ticketLines()));
        after(0, new AuthorizationRevised(account, order, proposal, total));
        after(0, new TicketRevised(ticket, order, proposal, ticketLines()));
        after(0, new OrderRevised(order, lines, total, wanted, to));
        after(0, new DeliveryRedirected(delivery, order, courier, wanted, to, 4L));
        after(0, new CourierPlanRevised(courier, delivery, order, to.address(), 1L));
    }

    private void cancel() {
        after(200, new OrderCancellationRequested(order, consumer.id()));
        after(0, new TicketCancellationRequested(ticket, order));
        after(0, AuthorizationReversed.release(account, order, total));
        after(0, new TicketCancelled(ticket, order));
        after(0, new OrderCancelled(order));
        after(0, new DeliveryCancelled(delivery, order, courier));
        after(0, new CourierFreed(courier, delivery, order));
    }

    private void deliver(boolean inVain) {
        after(600, new TicketPreparationStarted(ticket, order));
        if (chance.in100(3)) {
            after(30, new OrderCancellationRequested(order, consumer.id()));
            after(0, new TicketCancellationRequested(ticket, order));
            after(0, new TicketCancellationUndone(ticket, order));
            after(0, new OrderCancellationRefused(order, "The ticket is PREPARING"));
        }
        after(900, new TicketReadyForPickup(ticket, order));
        after(300, new DeliveryPickedUp(delivery, order, courier, now));
        after(0, new TicketPickedUp(ticket, order));
        for (int i = chance.below(3); i > 0; i--) {
            GeoPoint seen = new GeoPoint(chance.near(47.8, 0.02), chance.near(13.04, 0.02));
            after(300, new CourierLocationNoted(delivery, order, courier, seen, now));
        }
        if (inVain) {
            after(600, new DeliveryFailed(delivery, order, consumer.id(), courier, "Nobody at home"));
            after(0, new CourierFreed(courier, delivery, order));
            after(0, AuthorizationReversed.release(account, order, total));
            after(0, new OrderNotDelivered(order));
            return;
        }
        after(600, new DeliveryCompleted(delivery, order, consumer.id(), courier, now));
        after(0, new CourierFreed(courier, delivery, order));
        after(0, new PaymentCaptured(account, order, total));
        after(0, new OrderDelivered(order));
        if (chance.in100(2)) {
            after(3_600, new RefundIssued(account, order, lines.getFirst().price(), "Cold", null));
        }
    }

    /** @param seconds people take about so long, processes some milliseconds */
    private void after(int seconds, DomainEvent event) {
        if (!steps.isEmpty()) {
            now = now.plusMillis(chance.between(5, 30) + (seconds == 0 ? 0 : 1_000L * chance.between(seconds / 2, seconds * 3 / 2)));
        }
        steps.add(new Step(now, event));
        if (event instanceof OrderEvent) {
            orderEvents++;
        }
    }

    private List<OrderLine> lines() {
        Map<String, OrderLine> chosen = new LinkedHashMap<>();
        for (int i = chance.between(1, 4); i > 0; i--) {
            MenuItem item = chance.of(restaurant.menu());
            chosen.put(item.id(), new OrderLine(item.id(), item.name(), item.price(), chance.between(1, 3)));
        }
        return List.copyOf(chosen.values());
    }

    private List<TicketLine> ticketLines() {
        return lines.stream().map(TicketLine::of).toList();
    }

    private static Money sum(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::total).reduce(Money.zero(World.EURO), Money::plus);
    }
}
