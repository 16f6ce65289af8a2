package io.ordertrail.platform.parking;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.parking.ParkedEvents.Event;
import io.ordertrail.platform.parking.ParkedEvents.Page;
import io.ordertrail.platform.parking.ParkedEvents.Parked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the processes could not handle, has it tried again, and gives it up: on either side. */
@RestController
@Tag(name = "Operations")
@RequestMapping("/processors/processes/parked")
class ParkedEventsController {

    private static final String EVENT = """
            {"position":1234,"id":"5d0c2c6e-6f3c-4b8a-9d53-1a0d8f0f8a11","type":"OrderApproved","revision":"1","aggregateType":"Order",
             "aggregateId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","sequence":1,"time":"{yesterday}T18:00:00Z",
             "payload":{"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC"},"metadata":{"correlationId":"…"}}""";
    private static final String FIRST = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","since":"{yesterday}T18:00:01Z","attempts":3,"nextAttempt":"{yesterday}T18:00:16Z",
             "cause":"java.lang.IllegalStateException: There is no delivery","waiting":0,"event":\
            """ + EVENT;

    private final ParkedEvents parked;

    ParkedEventsController(ParkedEvents parked) {
        this.parked = parked;
    }

    @GetMapping
    @Operation(summary = "Orders, and other sequences of events, that processes cannot go on with, each with the event that failed",
            description = "By id. All others go on. Each is tried again by itself after 2 seconds, then 4, up to a minute, without end.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class),
            examples = @ExampleObject("{\"items\":[" + FIRST + "}]}")))
    Page all(@Parameter(description = "The `next` of the page before") @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestHeader(name = ConsistencyToken.HEADER, required = false) List<String> tokens) {
        ConsistencyToken.decodeAll(tokens);
        return parked.page(after, limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One of them, with the events that wait behind the one that failed, the first 100")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Parked.class),
            examples = @ExampleObject(FIRST + ",\"behind\":[]}")))
    Parked one(@PathVariable String id, @RequestHeader(name = ConsistencyToken.HEADER, required = false) List<String> tokens) {
        ConsistencyToken.decodeAll(tokens);
        return parked.find(id);
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try it again now", description = "Within a second, on a node where the processes run. If the event can be handled"
            + " those behind it follow, one after the other; if not, it stays parked with what it failed with.")
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Parked.class),
            examples = @ExampleObject(FIRST + ",\"behind\":[]}")))
    Parked retry(@PathVariable String id) {
        return parked.retry(id);
    }

    @DeleteMapping("/{id}/events/{event}")
    @Operation(summary = "Give up the event that failed, for good",
            description = "Only this one, which must stand first; those behind it go on at once. What the event should have brought about"
                    + " is left undone, so the order may have to be put right by hand. 409 while it is being tried.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Event.class),
            examples = @ExampleObject(EVENT)))
    Event discard(@PathVariable String id, @PathVariable String event) {
        return parked.discard(id, event);
    }
}
