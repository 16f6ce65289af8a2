package io.ordertrail.platform.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** How the segments do that this node has claimed, processor by processor; known without asking any store. */
class ProcessorGauges {

    private final EventProcessingConfiguration processing;
    private final MeterRegistry registry;

    ProcessorGauges(EventProcessingConfiguration processing, MeterRegistry registry) {
        this.processing = processing;
        this.registry = registry;
    }

    /** Processors are made while the application starts. */
    @EventListener(ApplicationReadyEvent.class)
    void register() {
        processing.eventProcessors().values().forEach(processor -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                gauge("ordertrail.processor.segments", "Segments that this node has claimed", streaming,
                        p -> p.processingStatus().size()).register(registry);
                gauge("ordertrail.processor.failing", "Claimed segments whose last event failed", streaming,
                        p -> p.processingStatus().values().stream().filter(EventTrackerStatus::isErrorState).count()).baseUnit("segments")
                        .register(registry);
                gauge("ordertrail.processor.position", "Position up to which all claimed segments have come, NaN if there is none",
                        streaming,
                        ProcessorGauges::position).register(registry);
            }
        });
    }

    private static Gauge.Builder<StreamingEventProcessor> gauge(String name, String description, StreamingEventProcessor processor,
            ToDoubleFunction<StreamingEventProcessor> value) {
        return Gauge.builder(name, processor, value).description(description).tag("processor", processor.getName());
    }

    private static double position(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToDouble(segment -> position(WrappedToken.unwrapLowerBound(segment.getTrackingToken())))
                .min()
                .orElse(Double.NaN);
    }

    /** As the feed counts: Axon Server begins at 0. */
    private static long position(TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0) + (token instanceof GlobalSequenceTrackingToken ? 1 : 0);
    }
}
