package io.ordertrail.benchmarks;

import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.DomainEvent;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * What one restaurant sells from 2026 on, between ten in the morning and ten at night; mostly delivered, one order in twenty cancelled, one in fifty
 * refunded in part. Only what sales are made of: each order's events lie together.
 */
final class YearOfOrders implements Iterator<DomainEventMessage<?>> {

    /** Raised whenever the same number makes others. */
    static final int VERSION = 1;

    static final RestaurantId RESTAURANT = new RestaurantId("01KBUSYBUSYBUSYBUSYBUSY000");

    private static final Instant BEGIN = Instant.parse("2026-01-01T09:00:00Z");
    private static final Duration OPEN = Duration.ofHours(12);
    private static final int CONSUMERS = 5_000;
    private static final MenuItem DISH = new MenuItem("1", "Chicken Vindaloo", Money.of("12.34", "EUR"));

    private final Chance chance;
    private final Place place;
    private final int days;
    private final int ordersADay;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Queue<DomainEventMessage<?>> events = new ArrayDeque<>();
    private int placed;

    YearOfOrders(int days, int ordersADay, long seed) {
        this.chance = new Chance(seed);
        this.place = new World(chance).place();
        this.days = days;
        this.ordersADay = ordersADay;
        add(BEGIN,
                new RestaurantOpened(RESTAURANT, "Ajanta", place.address(), place.location(), 5_000, new TimeZoneName("Europe/Vienna"),
                        "24/7",
                        List.of(), World.EURO, null, List.of(DISH)),
                RESTAURANT);
    }

    @Override
    public boolean hasNext() {
        return !events.isEmpty() || placed < days * ordersADay;
    }

    @Override
    public DomainEventMessage<?> next() {
        if (events.isEmpty()) {
            live(BEGIN.plus(Duration.ofDays(placed / ordersADay)).plus(OPEN.dividedBy(ordersADay).multipliedBy(placed % ordersADay)));
            placed++;
        }
        return events.remove();
    }

    private void live(Instant at) {
        OrderId order = new OrderId(chance.id(at));
        ConsumerId consumer = new ConsumerId("consumer" + chance.below(CONSUMERS));
        AccountId account = AccountId.of(consumer);
        int quantity = chance.between(1, 5);
        List<OrderLine> lines = IntStream.rangeClosed(1, chance.between(1, 3))
                .mapToObj(line -> new OrderLine(Integer.toString(line), DISH.name(), DISH.price(), quantity)).toList();
        Money total = DISH.price().times(quantity * lines.size());
        add(at, new OrderPlaced(order, consumer, RESTAURANT, "Ajanta", lines, total, null, at, at, null, place, place), order);
        add(at, new PaymentAuthorized(account, order, total), account);
        add(at, new OrderApproved(order), order);
        if (chance.in100(5)) {
            add(at, new OrderCancellationRequested(order, consumer), order);
            add(at, new OrderCancelled(order), order);
            return;
        }
        add(at, new PaymentCaptured(account, order, total), account);
        add(at, new OrderDelivered(order), order);
        if (chance.in100(2)) {
            add(at, new RefundIssued(account, order, Money.of("1.23", "EUR"), "cold", null), account);
        }
    }

    private void add(Instant at, DomainEvent event, AggregateId aggregate) {
        String id = aggregate.toString();
        long sequence = sequences.merge(id, 0L, (before, first) -> before + 1);
        if (event instanceof OrderDelivered || event instanceof OrderCancelled) {
            sequences.remove(id);
        }
        events.add(new GenericDomainEventMessage<>(AggregateId.kindOf(id), id, sequence, event, Map.of(), chance.messageId(at), at));
    }
}
