package io.ordertrail.command.dispatch;

import io.ordertrail.command.process.Histories;
import io.ordertrail.command.process.ProcessGroup;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Keeps the couriers' availability up to date, finds work for those who have become available, and others for what is on the plan of those
 * who go off duty.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class CourierAvailabilityProcess {

    private final DispatchRepository repository;
    private final Dispatch dispatch;
    private final Histories histories;

    CourierAvailabilityProcess(DispatchRepository repository, Dispatch dispatch, Histories histories) {
        this.repository = repository;
        this.dispatch = dispatch;
        this.histories = histories;
    }

    @EventHandler
    void on(CourierEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        Optional<CourierAvailability> known = repository.find(event.courierId());
        if (known.isEmpty() || known.get().version() < sequence) {
            repository.note(known.filter(availability -> availability.version() == sequence - 1)
                    .map(availability -> CourierAvailability.evolve(availability, event, sequence, at))
                    .orElseGet(() -> CourierAvailability.of(histories.messages(event.courierId()))));
        }
        if (event instanceof CourierWentOnDuty || event instanceof CourierWentOffDuty) {
            dispatch.reviewPlan(event.courierId());
        }
        if (event instanceof CourierWentOnDuty || event instanceof CourierFreed) {
            dispatch.seekWork(event.courierId());
        }
    }
}
