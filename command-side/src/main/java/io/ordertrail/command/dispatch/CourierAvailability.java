package io.ordertrail.command.dispatch;

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
public record CourierAvailability(CourierId courierId, boolean onDuty, int capacity, int carrying, long version) {

    /** From all of a courier's events: the first time, and where the store was lost. */
    static CourierAvailability of(Stream<CourierEvent> events) {
        CourierAvailability availability = null;
        for (CourierEvent event : (Iterable<CourierEvent>) events::iterator) {
            availability = evolve(availability, event, availability == null ? 0 : availability.version + 1);
        }
        return availability;
    }

    /** @param before null before the first event */
    static CourierAvailability evolve(CourierAvailability before, CourierEvent event, long sequence) {
        return switch (event) {
            case CourierRegistered registered -> new CourierAvailability(registered.courierId(), false, registered.capacity(), 0, sequence);
            case CourierWentOnDuty onDuty -> before.next(true, before.carrying, sequence);
            case CourierWentOffDuty offDuty -> before.next(false, before.carrying, sequence);
            case CourierAssigned assigned -> before.next(before.onDuty, before.carrying + 1, sequence);
            case CourierFreed freed -> before.next(before.onDuty, before.carrying - 1, sequence);
            case CourierPlanRevised revised -> before.next(before.onDuty, before.carrying, sequence);
        };
    }

    private CourierAvailability next(boolean newOnDuty, int newCarrying, long newVersion) {
        return new CourierAvailability(courierId, newOnDuty, capacity, newCarrying, newVersion);
    }
}
