package io.ordertrail.platform.processors;

import io.ordertrail.platform.processors.LastErrors.Failure;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** The event processors of this node: how they stand, and stopping and starting them. */
class LocalProcessors {

    private final EventProcessingConfiguration processing;
    private final LastErrors errors;
    private final String node;

    /** Those that were stopped here because a pause was wished for; what somebody else has stopped is not ours to start. */
    private final Map<String, CompletableFuture<Void>> stopped = new ConcurrentHashMap<>();

    /** @param node the name under which the token stores claim segments for this node */
    LocalProcessors(EventProcessingConfiguration processing, LastErrors errors, String node) {
        this.processing = processing;
        this.errors = errors;
        this.node = node;
    }

    /** By name. */
    List<ProcessorStatus> status() {
        return processing.eventProcessors().values().stream()
                .map(processor -> new ProcessorStatus(processor.getName(), isRunning(processor), segmentsOf(processor)))
                .sorted(Comparator.comparing(ProcessorStatus::name))
                .toList();
    }

    /** Those that have segments. */
    List<String> names() {
        return processing.eventProcessors().values().stream().filter(StreamingEventProcessor.class::isInstance)
                .map(EventProcessor::getName).toList();
    }

    Optional<StreamingEventProcessor> find(String processor) {
        return processing.eventProcessor(processor, StreamingEventProcessor.class);
    }

    boolean exists(String processor) {
        return processing.eventProcessor(processor).isPresent();
    }

    /** True until it has come to a stand and let go of all segments. */
    boolean isRunning(EventProcessor processor) {
        CompletableFuture<Void> stop = stopped.get(processor.getName());
        return processor.isRunning() || stop != null && !stop.isDone();
    }

    void pause(StreamingEventProcessor processor) {
        if (processor.isRunning()) {
            stopped.put(processor.getName(), processor.shutdownAsync());
        }
    }

    void resume(StreamingEventProcessor processor) {
        CompletableFuture<Void> stop = stopped.get(processor.getName());
        if (stop != null && stop.isDone()) {
            processor.start();
            stopped.remove(processor.getName());
        }
    }

    List<Segment> segments(EventProcessor processor) {
        return withTokens(processor, tokens -> {
            int[] ids = tokens.fetchSegments(processor.getName());
            return Arrays.stream(ids).mapToObj(id -> Segment.computeSegment(id, ids)).toList();
        });
    }

    /** Those that are this node's or nobody's. */
    List<Integer> available(EventProcessor processor) {
        return withTokens(processor, tokens -> tokens.fetchAvailableSegments(processor.getName())).stream()
                .map(Segment::getSegmentId).toList();
    }

    /** In a transaction of the store that the tokens are in, and of no other: a command must not wait for a store that it has no part in. */
    private <R> R withTokens(EventProcessor processor, Function<TokenStore, R> work) {
        if (processor instanceof OwnTokens own) {
            return work.apply(own.tokens());
        }
        TokenStore tokens = processing.tokenStore(processor.getName());
        return processing.transactionManager(processor.getName()).fetchInTransaction(() -> work.apply(tokens));
    }

    private List<SegmentStatus> segmentsOf(EventProcessor processor) {
        if (!(processor instanceof StreamingEventProcessor streaming)) {
            return List.of();
        }
        Map<Integer, EventTrackerStatus> claimed = streaming.processingStatus();
        Map<Integer, Failure> failures = errors.of(processor.getName());
        Map<Integer, Failure> unclaimed = failures.entrySet().stream().filter(failure -> !claimed.containsKey(failure.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        // Without those that another node goes on with.
        Stream<SegmentStatus> failed = unclaimed.isEmpty()
                ? Stream.empty()
                : available(processor).stream().filter(unclaimed::containsKey).map(id -> SegmentStatus.failed(id, unclaimed.get(id)));
        return Stream.concat(claimed.entrySet().stream().map(segment -> SegmentStatus.claimed(segment.getKey(), node, segment.getValue(),
                failures.get(segment.getKey()))), failed).sorted(Comparator.comparingInt(SegmentStatus::id)).toList();
    }
}
