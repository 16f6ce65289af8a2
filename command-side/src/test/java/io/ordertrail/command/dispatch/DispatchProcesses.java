package io.ordertrail.command.dispatch;

import io.ordertrail.command.process.Histories;
import io.ordertrail.command.process.Steps;
import java.time.Clock;
import java.util.List;

/** Opens the dispatch to tests of other packages. */
public final class DispatchProcesses {

    private DispatchProcesses() {
    }

    public static List<Object> over(DispatchRepository repository, Steps steps, Histories histories, Clock clock) {
        Dispatch dispatch = new Dispatch(repository, new PendingDeliveries(histories, repository), steps, clock);
        return List.of(new DispatchProcess(steps, dispatch, histories),
                new CourierAvailabilityProcess(repository, dispatch, histories));
    }
}
