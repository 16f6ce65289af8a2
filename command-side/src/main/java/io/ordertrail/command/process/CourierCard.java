package io.ordertrail.command.process;

import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import java.util.stream.Stream;

/**
 * How a courier stands, as far as the dispatch has heard.
 *
 * @param capacity how many deliveries the courier takes at one time
 * @param carrying how many the courier has now
 * @param version sequence of the courier's last event that is counted in
 */
public record CourierCard(CourierId courierId, boolean onDuty, int capacity, int carrying, long version) {

    /** From all of a courier's events: for the first card, and where a board was lost. */
    static CourierCard of(Stream<CourierEvent> events) {
        CourierCard card = null;
        for (CourierEvent event : (Iterable<CourierEvent>) events::iterator) {
            card = evolve(card, event, card == null ? 0 : card.version + 1);
        }
        return card;
    }

    /** @param before null before the first event */
    static CourierCard evolve(CourierCard before, CourierEvent event, long sequence) {
        return switch (event) {
            case CourierRegistered registered -> new CourierCard(registered.courierId(), false, registered.capacity(), 0, sequence);
            case CourierWentOnDuty onDuty -> before.next(true, before.carrying, sequence);
            case CourierWentOffDuty offDuty -> before.next(false, before.carrying, sequence);
            case CourierAssigned assigned -> before.next(before.onDuty, before.carrying + 1, sequence);
            case CourierFreed freed -> before.next(before.onDuty, before.carrying - 1, sequence);
            case CourierPlanRevised revised -> before.next(before.onDuty, before.carrying, sequence);
        };
    }

    private CourierCard next(boolean newOnDuty, int newCarrying, long newVersion) {
        return new CourierCard(courierId, newOnDuty, capacity, newCarrying, newVersion);
    }
}
