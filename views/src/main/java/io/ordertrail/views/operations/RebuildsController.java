package io.ordertrail.views.operations;

import io.ordertrail.platform.security.Caller;
import io.ordertrail.views.rebuild.PastRebuild;
import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.rebuild.Rebuilds;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds of views: begin, watch, cancel, switch by hand, go back. */
@RestController
@RequestMapping("/views/{view}/rebuilds")
@Tag(name = "Rebuilds")
class RebuildsController {

    private static final String BUILDING = """
            {"id":"6f8e2d4c-1b5a-4a7e-9a53-0e0d1c2b3a4f","view":"order-history","status":"BUILDING","switch":"WHEN_EQUAL","generation":2,
             "position":61440,"target":100000,"eventsPerSecond":151200.0,"remainingSeconds":0.4,"documents":4096,
             "segments":[{"id":0,"node":"4711@host","position":61440,"built":false}]}""";

    private static final String WAITING = """
            {"id":"6f8e2d4c-1b5a-4a7e-9a53-0e0d1c2b3a4f","view":"order-history","status":"WAITING","switch":"WHEN_EQUAL","generation":2,
             "position":100000,"target":100000,"remainingSeconds":0.0,"documents":6667,"segments":[],
             "report":{"compared":6667,"equal":6666,"different":1,"missing":0,"extra":0,
              "samples":[{"id":"01K…","fields":[{"field":"/status","live":"APPROVED","built":"CANCELLED"}]}]}}""";

    private static final String ALL = """
            {"rebuilds":[{"id":"6f8e2d4c-1b5a-4a7e-9a53-0e0d1c2b3a4f","status":"SWITCHED","switch":"WHEN_EQUAL","generation":2,
             "startedAt":"2026-11-21T18:00:00Z","endedAt":"2026-11-21T18:00:02Z",
             "report":{"compared":6667,"equal":6667,"different":0,"missing":0,"extra":0}}]}""";

    private final Rebuilds rebuilds;

    RebuildsController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /**
     * @param switchMode {@code WHEN_EQUAL} if not given
     * @param from name of a checkpoint to go on from, the first event if not given
     */
    record Wish(@com.fasterxml.jackson.annotation.JsonProperty("switch") SwitchMode switchMode, String from) {
    }

    record Brief(String id, RebuildStatus status) {

        static Brief of(Rebuild rebuild) {
            return new Brief(rebuild.id(), rebuild.status());
        }
    }

    @PostMapping
    @Operation(summary = "Rebuild a view from its first event, or from a checkpoint, while the live one goes on",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = {
                            @ExampleObject(name = "when equal", value = "{\"switch\":\"WHEN_EQUAL\"}"),
                            @ExampleObject(name = "by hand", value = "{\"switch\":\"MANUAL\"}")})))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Brief.class),
            examples = @ExampleObject("{\"id\":\"6f8e2d4c-1b5a-4a7e-9a53-0e0d1c2b3a4f\",\"status\":\"BUILDING\"}")))
    ResponseEntity<Brief> start(@PathVariable String view, @Valid @RequestBody(required = false) Wish wish,
            @Parameter(hidden = true) HttpServletRequest request) {
        SwitchMode mode = wish == null ? null : wish.switchMode;
        Rebuild rebuild = rebuilds.start(view, Objects.requireNonNullElse(mode, SwitchMode.WHEN_EQUAL), wish == null ? null : wish.from,
                Caller.of(request).subject());
        return ResponseEntity.accepted().location(URI.create("/views/%s/rebuilds/%s".formatted(view, rebuild.id())))
                .body(Brief.of(rebuild));
    }

    @Schema(name = "PastRebuilds")
    record All(List<PastRebuild> rebuilds) {
    }

    @GetMapping
    @Operation(summary = "The view's latest rebuilds, under way or over, the newest first: at most 50")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = All.class), examples = @ExampleObject(ALL)))
    All all(@PathVariable String view) {
        return new All(rebuilds.all(view));
    }

    @GetMapping("/{id}")
    @Operation(summary = "How a rebuild stands")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rebuild.class),
            examples = {@ExampleObject(name = "building", value = BUILDING), @ExampleObject(name = "waiting", value = WAITING)}))
    Rebuild find(@PathVariable String view, @PathVariable String id) {
        return rebuilds.find(view, id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Give a rebuild up; the live generation is as it was")
    Brief cancel(@PathVariable String view, @PathVariable String id) {
        return Brief.of(rebuilds.cancel(view, id));
    }

    @PostMapping("/{id}/switch")
    @Operation(summary = "Make what was rebuilt the live generation")
    Brief switchTo(@PathVariable String view, @PathVariable String id) {
        return Brief.of(rebuilds.switchTo(view, id));
    }

    @PostMapping("/{id}/rollback")
    @Operation(summary = "Go back to the former generation, which has gone on following")
    Brief rollBack(@PathVariable String view, @PathVariable String id) {
        return Brief.of(rebuilds.rollBack(view, id));
    }
}
