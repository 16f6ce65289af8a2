package io.ordertrail.command.process;

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

/** The simplest board that keeps the promises; it stops at the boundary before each call, as a process does before each command. */
class BoardInMemory implements DispatchBoard {

    final Map<CourierId, CourierCard> cards = new ConcurrentHashMap<>();
    final Set<String> waiting = new ConcurrentSkipListSet<>();
    private final Consumer<String> boundary;

    BoardInMemory(Consumer<String> boundary) {
        this.boundary = boundary;
    }

    @Override
    public void note(CourierCard card) {
        boundary.accept("the board: note");
        cards.merge(card.courierId(), card, (before, after) -> after.version() > before.version() ? after : before);
    }

    @Override
    public Optional<CourierCard> find(CourierId courier) {
        boundary.accept("the board: find");
        return Optional.ofNullable(cards.get(courier));
    }

    @Override
    public List<CourierId> couriersWithRoom() {
        boundary.accept("the board: couriersWithRoom");
        return cards.values().stream()
                .filter(card -> card.onDuty() && card.carrying() < card.capacity())
                .sorted(Comparator.comparing(CourierCard::carrying).thenComparing(card -> card.courierId().value()))
                .map(CourierCard::courierId)
                .toList();
    }

    @Override
    public void await(OrderId order) {
        boundary.accept("the board: await");
        waiting.add(order.value());
    }

    @Override
    public void leave(OrderId order) {
        boundary.accept("the board: leave");
        waiting.remove(order.value());
    }

    @Override
    public List<OrderId> waiting(int atMost) {
        boundary.accept("the board: waiting");
        return waiting.stream().limit(atMost).map(OrderId::new).toList();
    }
}
