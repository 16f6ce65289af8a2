package io.ordertrail.benchmarks;

import io.ordertrail.benchmarks.OrderLife.Step;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.TicketEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * A history of trade, event by event in the order of time: an order every four seconds on average, each taking about an hour, so that some
 * nine hundred are open at a time. Those who take part come first. The first order may be left open, to be told of again by the very last
 * event.
 */
final class Trade implements Iterator<DomainEventMessage<?>> {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MILLIS_BETWEEN_ORDERS = 4_000;
    private static final int ORDERS_PER_RENAMING = 2_000;

    private final long size;
    private final Chance chance;
    private final World world;
    private final PriorityQueue<Life> lives = new PriorityQueue<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final OrderId open;
    private Instant next = BEGIN.plusSeconds(60);
    private Instant now = BEGIN;
    private long orders;
    private long made;

    /** @param number which was placed first, of two that go on at the same moment */
    private record Life(Deque<Step> steps, long number) implements Comparable<Life> {

        @Override
        public int compareTo(Life other) {
            int byTime = steps.peek().time().compareTo(other.steps.peek().time());
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    Trade(History history) {
        size = history.events();
        chance = new Chance(history.seed());
        world = new World(chance);
        Deque<Step> opening = new ArrayDeque<>();
        world.open(BEGIN, size).forEach(event -> opening.add(new Step(BEGIN, event)));
        lives.add(new Life(opening, orders++));
        if (history.leftOpen()) {
            Deque<Step> life = OrderLife.open(chance, world, BEGIN.plusSeconds(1));
            open = life.peek().event().orderId();
            lives.add(new Life(life, orders++));
        } else {
            open = null;
        }
    }

    @Override
    public boolean hasNext() {
        return made < size;
    }

    @Override
    public DomainEventMessage<?> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        made++;
        if (open != null && made == size) {
            return message(now, OrderLife.late(open, now));
        }
        while (lives.isEmpty() || !lives.peek().steps.peek().time().isBefore(next)) {
            placeOrder();
        }
        Life life = lives.poll();
        Step step = life.steps.poll();
        now = step.time();
        DomainEventMessage<?> message = message(step.time(), step.event());
        if (life.steps.isEmpty()) {
            forget(step.event().orderId());
        } else {
            lives.add(life);
        }
        return message;
    }

    private void placeOrder() {
        lives.add(new Life(OrderLife.ended(chance, world, next), orders++));
        if (orders % ORDERS_PER_RENAMING == 0) {
            World.Restaurant restaurant = world.restaurant();
            DomainEvent renamed = new RestaurantRenamed(restaurant.id(), restaurant.name() + " " + orders / ORDERS_PER_RENAMING);
            lives.add(new Life(new ArrayDeque<>(List.of(new Step(next, renamed))), orders));
        }
        next = next.plusMillis(chance.between(1, 2 * MILLIS_BETWEEN_ORDERS));
    }

    private DomainEventMessage<?> message(Instant time, DomainEvent event) {
        String aggregate = aggregateOf(event).toString();
        long sequence = sequences.merge(aggregate, 0L, (before, zero) -> before + 1);
        String command = chance.messageId(time);
        return new GenericDomainEventMessage<>(typeOf(event), aggregate, sequence, event,
                Map.of("traceId", command, "correlationId", command),
                chance.messageId(time), time);
    }

    /** An order that is over needs no numbers any more, and there may be a million of them. */
    private void forget(OrderId order) {
        if (order != null && !order.equals(open)) {
            sequences.remove("order-" + order.value());
            sequences.remove("ticket-" + order.value());
            sequences.remove("delivery-" + order.value());
        }
    }

    static AggregateId aggregateOf(DomainEvent event) {
        return switch (event) {
            case OrderEvent order -> order.orderId();
            case TicketEvent ticket -> ticket.ticketId();
            case DeliveryEvent delivery -> delivery.deliveryId();
            case AccountEvent account -> account.accountId();
            case ConsumerEvent consumer -> consumer.consumerId();
            case RestaurantEvent restaurant -> restaurant.restaurantId();
            case CourierEvent courier -> courier.courierId();
        };
    }

    static String typeOf(DomainEvent event) {
        return switch (event) {
            case OrderEvent order -> "Order";
            case TicketEvent ticket -> "Ticket";
            case DeliveryEvent delivery -> "Delivery";
            case AccountEvent account -> "Account";
            case ConsumerEvent consumer -> "Consumer";
            case RestaurantEvent restaurant -> "Restaurant";
            case CourierEvent courier -> "Courier";
        };
    }
}
