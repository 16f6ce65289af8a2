package io.ordertrail.command.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.command.process.ProcessGroup;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** How long a step of a process has to wait for its turn, on whichever node: looked at five times a second. */
@Component
class Load implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final EventStore events;
    private final EventProcessingConfiguration processing;
    private final OtherNodes others;
    private final Backlog backlog = new Backlog();
    private volatile Duration own = Duration.ZERO;
    private volatile Duration othersLongest = Duration.ZERO;
    private final Supervisor supervisor;
    private Supervised looking;

    /** @param others absent where there is one node only */
    Load(EventStore events, EventProcessingConfiguration processing, ObjectProvider<OtherNodes> others, MeterRegistry registry,
            Supervisor supervisor) {
        this.events = events;
        this.processing = processing;
        this.supervisor = supervisor;
        this.others = others.getIfAvailable(() -> own -> Duration.ZERO);
        Gauge.builder("ordertrail.processes.backlog", () -> seconds(own)).baseUnit("seconds")
                .description("How long the processes on this node need for what waits for them").register(registry);
    }

    /** The longest of all nodes. */
    Duration duration() {
        return own.compareTo(othersLongest) > 0 ? own : othersLongest;
    }

    /** What cannot be seen now is no reason to refuse anything: whatever comes will be told by who cannot serve it. */
    void look() {
        try {
            backlog.look(System.nanoTime(), position(events.createHeadToken()), positions());
            own = backlog.duration();
            othersLongest = others.exchange(own);
        } catch (RuntimeException | Error e) {
            own = Duration.ZERO;
            othersLongest = Duration.ZERO;
            throw e;
        }
    }

    /** Without those that fail, which new work neither helps nor hinders. */
    private Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        processing.eventProcessor(ProcessGroup.NAME, StreamingEventProcessor.class).ifPresent(processor -> {
            for (Map.Entry<Integer, EventTrackerStatus> segment : processor.processingStatus().entrySet()) {
                if (!segment.getValue().isErrorState()) {
                    positions.put(segment.getKey(), position(WrappedToken.unwrapLowerBound(segment.getValue().getTrackingToken())));
                }
            }
        });
        return positions;
    }

    private static long position(TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    @Override
    public synchronized void start() {
        looking = supervisor.every("load", LOOK, this::look);
    }

    @Override
    public synchronized void stop() {
        looking.close();
        looking = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
