package io.ordertrail.query.dashboard;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.view.Positions;
import io.ordertrail.query.view.ViewStatus.SegmentStatus;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.stereotype.Component;

/** By way of Axon, on this node alone. */
@Component
class AxonProcessors implements Processors {

    private static final long PATIENCE_SECONDS = 15;

    private static final String NODE = ManagementFactory.getRuntimeMXBean().getName();

    private final EventProcessingConfiguration processing;

    AxonProcessors(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    private enum State {
        PAUSED, RUNNING
    }

    @Override
    public List<Processor> all() {
        return processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance).map(StreamingEventProcessor.class::cast)
                .map(processor -> new Processor(processor.getName(), processor.isRunning(), segments(processor)))
                .sorted(Comparator.comparing(Processor::name))
                .toList();
    }

    private static List<SegmentStatus> segments(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream().map(AxonProcessors::status)
                .sorted(Comparator.comparingInt(SegmentStatus::id)).toList();
    }

    private static SegmentStatus status(EventTrackerStatus status) {
        return new SegmentStatus(status.getSegment().getSegmentId(), NODE, Positions.of(status.getTrackingToken()),
                status.isCaughtUp(), status.isErrorState() ? status.getError().toString() : null);
    }

    @Override
    public void pause(String name) {
        StreamingEventProcessor processor = require(name);
        if (processor.isRunning()) {
            await(processor.shutdownAsync());
        }
    }

    @Override
    public void resume(String name) {
        StreamingEventProcessor processor = require(name);
        if (!processor.isRunning()) {
            processor.start();
        }
    }

    @Override
    public void split(String name) {
        StreamingEventProcessor processor = requireRunning(name);
        int largest = claimed(processor).stream().min(Comparator.comparingInt(Segment::getMask).thenComparing(Segment::getSegmentId))
                .map(Segment::getSegmentId).orElseThrow(() -> refused(name));
        if (!await(processor.splitSegment(largest))) {
            throw refused(name);
        }
    }

    @Override
    public void merge(String name) {
        StreamingEventProcessor processor = requireRunning(name);
        int smallest = claimed(processor).stream().max(Comparator.comparingInt(Segment::getMask).thenComparing(Segment::getSegmentId))
                .filter(segment -> segment.getMask() != 0).map(Segment::getSegmentId).orElseThrow(() -> refused(name));
        if (!await(processor.mergeSegment(smallest))) {
            throw refused(name);
        }
    }

    private static List<Segment> claimed(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream().map(EventTrackerStatus::getSegment).toList();
    }

    private StreamingEventProcessor require(String name) {
        return processing.eventProcessor(name, StreamingEventProcessor.class).orElseThrow(() -> Refusal.notFound("processor", name));
    }

    private StreamingEventProcessor requireRunning(String name) {
        StreamingEventProcessor processor = require(name);
        if (!processor.isRunning()) {
            throw Refusal.invalidState(State.PAUSED, "%s is paused".formatted(name));
        }
        return processor;
    }

    private static Refusal refused(String name) {
        return Refusal.invalidState(State.RUNNING, "The segments of %s cannot be changed just now".formatted(name));
    }

    private static <T> T await(CompletableFuture<T> work) {
        try {
            return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        } catch (ExecutionException | TimeoutException e) {
            throw Refusal.of(Code.UNAVAILABLE, "The processor has not done that in time");
        }
    }
}
