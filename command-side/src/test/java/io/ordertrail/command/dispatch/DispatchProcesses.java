package io.ordertrail.command.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.process.Histories;
import io.ordertrail.command.process.Steps;
import java.time.Clock;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Opens the dispatch to tests of other packages. */
public final class DispatchProcesses {

    private DispatchProcesses() {
    }

    /** @return how much there was to mend */
    public static int reconcile(DispatchRepository repository, Steps steps, EventStore events, Clock clock) {
        return reconciliation(repository, steps, events, clock, new SimpleMeterRegistry()).reconcile(0, 10_000).drift().size();
    }

    static Reconciliation reconciliation(DispatchRepository repository, Steps steps, EventStore events, Clock clock,
            MeterRegistry meters) {
        Histories histories = new Histories(events);
        PendingDeliveries deliveries = new PendingDeliveries(histories, repository);
        return new Reconciliation(events, histories, repository, deliveries, new Dispatch(repository, deliveries, steps, clock), clock,
                meters);
    }

    public static List<Object> over(DispatchRepository repository, Steps steps, Histories histories, Clock clock) {
        Dispatch dispatch = new Dispatch(repository, new PendingDeliveries(histories, repository), steps, clock);
        return List.of(new DispatchProcess(steps, dispatch, histories),
                new CourierAvailabilityProcess(repository, dispatch, histories));
    }
}
