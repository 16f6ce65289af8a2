package io.ordertrail.command.dispatch;

import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/** The simplest repository that keeps the promises; it stops at the boundary before each call, as a process does before each command. */
public class DispatchRepositoryInMemory implements DispatchRepository {

    public final Map<CourierId, CourierAvailability> couriers = new ConcurrentHashMap<>();
    public final Set<String> waiting = new ConcurrentSkipListSet<>();
    private final Consumer<String> boundary;

    public DispatchRepositoryInMemory(Consumer<String> boundary) {
        this.boundary = boundary;
    }

    @Override
    public void note(CourierAvailability availability) {
        boundary.accept("the dispatch: note");
        couriers.merge(availability.courierId(), availability,
                (before, after) -> after.version() > before.version() ? after : before);
    }

    @Override
    public Optional<CourierAvailability> find(CourierId courier) {
        boundary.accept("the dispatch: find");
        return Optional.ofNullable(couriers.get(courier));
    }

    @Override
    public List<CourierId> couriersWithRoom() {
        boundary.accept("the dispatch: couriersWithRoom");
        return couriers.values().stream()
                .filter(availability -> availability.onDuty() && availability.carrying() < availability.capacity())
                .sorted(Comparator.comparing(CourierAvailability::carrying).thenComparing(availability -> availability.courierId().value()))
                .map(CourierAvailability::courierId)
                .toList();
    }

    @Override
    public void await(OrderId order) {
        boundary.accept("the dispatch: await");
        waiting.add(order.value());
    }

    @Override
    public void leave(OrderId order) {
        boundary.accept("the dispatch: leave");
        waiting.remove(order.value());
    }

    @Override
    public List<OrderId> waiting(int atMost) {
        boundary.accept("the dispatch: waiting");
        return waiting.stream().limit(atMost).map(OrderId::new).toList();
    }
}
