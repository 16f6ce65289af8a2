package io.ordertrail.command.dispatch;

import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * How a courier stands, as far as the dispatch has heard.
 *
 * @param capacity how many deliveries the courier takes at one time
 * @param carrying how many the courier has now
 * @param lastAssigned when the courier was last given one, in whole milliseconds; the epoch if never
 * @param version sequence of the courier's last event that is counted in
 */
public record CourierAvailability(CourierId courierId, boolean onDuty, int capacity, int carrying, Instant lastAssigned, long version) {

    /** From all of a courier's events: for the first time, and where the store was lost; null of none. */
    static CourierAvailability of(Stream<DomainEventMessage<?>> events) {
        CourierAvailability availability = null;
        for (DomainEventMessage<?> event : (Iterable<DomainEventMessage<?>>) events::iterator) {
            availability = evolve(availability, (CourierEvent) event.getPayload(), event.getSequenceNumber(), event.getTimestamp());
        }
        return availability;
    }

    /** @param before null before the first event */
    static CourierAvailability evolve(CourierAvailability before, CourierEvent event, long sequence, Instant at) {
        return switch (event) {
            case CourierRegistered registered ->
                new CourierAvailability(registered.courierId(), false, registered.capacity(), 0, Instant.EPOCH, sequence);
            case CourierWentOnDuty onDuty -> before.next(true, before.carrying, before.lastAssigned, sequence);
            case CourierWentOffDuty offDuty -> before.next(false, before.carrying, before.lastAssigned, sequence);
            case CourierAssigned assigned ->
                before.next(before.onDuty, before.carrying + 1, at.truncatedTo(ChronoUnit.MILLIS), sequence);
            case CourierFreed freed -> before.next(before.onDuty, before.carrying - 1, before.lastAssigned, sequence);
            case CourierPlanRevised revised -> before.next(before.onDuty, before.carrying, before.lastAssigned, sequence);
        };
    }

    private CourierAvailability next(boolean newOnDuty, int newCarrying, Instant newLastAssigned, long newVersion) {
        return new CourierAvailability(courierId, newOnDuty, capacity, newCarrying, newLastAssigned, newVersion);
    }
}
