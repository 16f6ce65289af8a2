package io.ordertrail.command.dispatch;

import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The simplest repository that keeps the promises; it stops at the boundary before each call, as a process does before each command. */
public class DispatchRepositoryInMemory implements DispatchRepository {

    private static final Comparator<CourierAvailability> LEAST_FIRST = Comparator.comparing(CourierAvailability::carrying)
            .thenComparing(CourierAvailability::lastAssigned)
            .thenComparing(courier -> courier.courierId().value());

    public final Map<CourierId, CourierAvailability> couriers = new ConcurrentHashMap<>();
    public final Map<String, WaitingDelivery> waiting = new ConcurrentSkipListMap<>();
    private final Map<String, Instant> since = new ConcurrentHashMap<>();
    private final Consumer<String> boundary;

    public DispatchRepositoryInMemory(Consumer<String> boundary) {
        this.boundary = boundary;
    }

    @Override
    public void note(CourierAvailability courier) {
        boundary.accept("the dispatch: note");
        couriers.merge(courier.courierId(), courier, (before, after) -> after.version() > before.version() ? after : before);
    }

    @Override
    public Optional<CourierAvailability> find(CourierId courier) {
        boundary.accept("the dispatch: find a courier");
        return Optional.ofNullable(couriers.get(courier));
    }

    @Override
    public void forget(CourierAvailability courier) {
        boundary.accept("the dispatch: forget");
        couriers.computeIfPresent(courier.courierId(), (id, known) -> known.version() == courier.version() ? null : known);
    }

    @Override
    public List<CourierAvailability> couriersWithRoom(CourierAvailability after, int atMost) {
        boundary.accept("the dispatch: couriersWithRoom");
        return couriers.values().stream()
                .filter(courier -> courier.onDuty() && courier.carrying() < courier.capacity())
                .filter(courier -> after == null || LEAST_FIRST.compare(courier, after) > 0)
                .sorted(LEAST_FIRST)
                .limit(atMost)
                .toList();
    }

    @Override
    public void await(WaitingDelivery delivery, Instant now) {
        boundary.accept("the dispatch: await");
        if (waiting.put(delivery.orderId().value(), delivery) == null) {
            since.put(delivery.orderId().value(), now);
        }
    }

    @Override
    public Optional<WaitingDelivery> find(OrderId order) {
        boundary.accept("the dispatch: find a delivery");
        return Optional.ofNullable(waiting.get(order.value()));
    }

    @Override
    public void leave(WaitingDelivery delivery) {
        boundary.accept("the dispatch: leave");
        waiting.remove(delivery.orderId().value(), delivery);
    }

    @Override
    public void leave(OrderId order) {
        boundary.accept("the dispatch: leave for good");
        waiting.remove(order.value());
    }

    @Override
    public List<WaitingDelivery> waiting(int atMost) {
        boundary.accept("the dispatch: waiting");
        return waiting.values().stream()
                .sorted(Comparator.comparing(WaitingDelivery::pickUpAt).thenComparing(delivery -> delivery.orderId().value()))
                .limit(atMost)
                .toList();
    }

    @Override
    public Queue queue() {
        return new Queue(waiting.size(), waiting.keySet().stream().map(since::get).min(Comparator.naturalOrder()).orElse(null));
    }
}
