package io.ordertrail.platform.processors;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.processors.LastErrors.Failure;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Shows every event processor of the side it runs on. */
@RestController
@Tag(name = "Operations")
class ProcessorsController {

    private static final String EXAMPLE = """
            {"processors":[{"name":"processes","running":true,
             "segments":[{"id":0,"node":"4711@host","position":1234,"caughtUp":true,"error":null}]}]}""";

    private final EventProcessingConfiguration processing;
    private final LastErrors errors;

    ProcessorsController(EventProcessingConfiguration processing, LastErrors errors) {
        this.processing = processing;
        this.errors = errors;
    }

    record AllProcessors(List<ProcessorStatus> processors) {
    }

    /** @param tokens checked like everywhere, and otherwise without meaning: what is shown is how far the processors are */
    @GetMapping("/processors")
    @Operation(summary = "Every event processor of this side, with the segments that this node has claimed")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AllProcessors.class),
            examples = @ExampleObject(EXAMPLE)))
    AllProcessors all(@RequestHeader(name = ConsistencyToken.HEADER, required = false) List<String> tokens) {
        Stream.ofNullable(tokens).flatMap(List::stream).flatMap(line -> Stream.of(line.split(","))).map(String::strip)
                .forEach(ConsistencyToken::decode);
        return new AllProcessors(processing.eventProcessors().values().stream()
                .map(this::statusOf)
                .sorted(Comparator.comparing(ProcessorStatus::name))
                .toList());
    }

    private ProcessorStatus statusOf(EventProcessor processor) {
        List<SegmentStatus> segments = processor instanceof StreamingEventProcessor streaming
                ? segmentsOf(processor.getName(), streaming.processingStatus())
                : List.of();
        return new ProcessorStatus(processor.getName(), processor.isRunning(), segments);
    }

    private List<SegmentStatus> segmentsOf(String processor, Map<Integer, EventTrackerStatus> claimed) {
        Map<Integer, Failure> failures = errors.of(processor);
        Stream<SegmentStatus> failed = failures.isEmpty()
                ? Stream.empty()
                : unclaimed(processor).filter(id -> failures.containsKey(id) && !claimed.containsKey(id))
                        .map(id -> SegmentStatus.failed(id, failures.get(id)));
        return Stream.concat(claimed.entrySet().stream().map(segment -> SegmentStatus.claimed(segment.getKey(), segment.getValue(),
                failures.get(segment.getKey()))), failed).sorted(Comparator.comparingInt(SegmentStatus::id)).toList();
    }

    /** Without those that another node goes on with. */
    private Stream<Integer> unclaimed(String processor) {
        return processing.transactionManager(processor)
                .fetchInTransaction(() -> processing.tokenStore(processor).fetchAvailableSegments(processor))
                .stream()
                .map(Segment::getSegmentId);
    }
}
