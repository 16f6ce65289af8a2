package io.ordertrail.platform.processors;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Shows every event processor of the side it runs on, and stops and starts them. */
@RestController
@Tag(name = "Operations")
class ProcessorsController {

    private static final String RUNNING = """
            {"name":"processes","running":true,
             "segments":[{"id":0,"node":"4711@host","position":1234,"caughtUp":true,"error":null}]}""";
    private static final String PAUSED = "{\"name\":\"processes\",\"running\":false,\"segments\":[]}";

    private final ProcessorKeeper keeper;
    private final ProcessorControl control;

    ProcessorsController(ProcessorKeeper keeper, ProcessorControl control) {
        this.keeper = keeper;
        this.control = control;
    }

    record AllProcessors(List<ProcessorStatus> processors) {
    }

    /** @param tokens checked like everywhere, and otherwise without meaning: what is shown is how far the processors are */
    @GetMapping("/processors")
    @Operation(summary = "Every event processor of this side, with the segments that its nodes have claimed")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AllProcessors.class),
            examples = @ExampleObject("{\"processors\":[" + RUNNING + "]}")))
    AllProcessors all(@RequestHeader(name = ConsistencyToken.HEADER, required = false) List<String> tokens) {
        ConsistencyToken.decodeAll(tokens);
        return new AllProcessors(keeper.status());
    }

    @PostMapping("/processors/{name}/pause")
    @Operation(summary = "Stops a processor on every node", description = "Answered once it stands still, and 503 if that takes longer than"
            + " 15 seconds; it is then still wanted, and asking again waits again. It stays paused through restarts where MongoDB keeps the views.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProcessorStatus.class),
            examples = @ExampleObject(PAUSED)))
    ProcessorStatus pause(@PathVariable String name) {
        return control.pause(name);
    }

    @PostMapping("/processors/{name}/resume")
    @Operation(summary = "Starts a paused processor on every node",
            description = "Answered once it runs, and 503 if that takes longer than 15"
                    + " seconds.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProcessorStatus.class),
            examples = @ExampleObject(RUNNING)))
    ProcessorStatus resume(@PathVariable String name) {
        return control.resume(name);
    }

    @PostMapping("/processors/{name}/split")
    @Operation(summary = "Splits a processor's largest segment in two",
            description = "On whichever node has it, so that more threads or nodes"
                    + " can share the work. 409 while it is paused, at 64 segments, and while another split or merge is under way.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProcessorStatus.class),
            examples = @ExampleObject(RUNNING)))
    ProcessorStatus split(@PathVariable String name) {
        return control.split(name);
    }

    @PostMapping("/processors/{name}/merge")
    @Operation(summary = "Merges a processor's smallest segment with the one it was split from",
            description = "On whichever nodes have them."
                    + " 409 while it is paused, at one segment, and while another split or merge is under way.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProcessorStatus.class),
            examples = @ExampleObject(RUNNING)))
    ProcessorStatus merge(@PathVariable String name) {
        return control.merge(name);
    }
}
