package io.ordertrail.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.axonframework.commandhandling.CommandMessage;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The threads that commands run on: some for each lane, so that no load of requests keeps a process from its next step. */
@Component
class CommandLanes implements DisposableBean {

    /** Of requests, more than all nodes together let in at once; of processes, more than wait for an answer anywhere. */
    private static final int MOST_WAITING = 1_000;

    /** Half of what a sender waits for its answer at most is for waiting in vain. */
    private static final Duration RUSH = Duration.ofSeconds(2);

    /** Processes' senders wait for each answer, and so are few at a time; to refuse them would only make them come again. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final ExecutorService requestThreads;
    private final ExecutorService processThreads;
    private final Map<Lane, CommandLane> lanes;

    CommandLanes(@Value("${ordertrail.command.threads}") int forRequests, @Value("${ordertrail.processes.threads}") int forProcesses,
            MeterRegistry registry, Supervisor supervisor) {
        // The lanes bound what waits for them.
        requestThreads = supervisor.pool("commands", forRequests);
        processThreads = supervisor.pool("process-commands", forProcesses);
        lanes = Map.of(Lane.REQUESTS, new CommandLane(Lane.REQUESTS, requestThreads, MOST_WAITING, RUSH, System::nanoTime, registry),
                Lane.PROCESSES, new CommandLane(Lane.PROCESSES, processThreads, MOST_WAITING, PATIENCE, System::nanoTime, registry));
    }

    CommandLane of(CommandMessage<?> command) {
        return lanes.get(Lane.of(command));
    }

    @Override
    public void destroy() {
        requestThreads.shutdown();
        processThreads.shutdown();
    }
}
