package io.ordertrail.query.orderevents;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.event.FeedEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders")
class OrderEventsController {

    private static final String EXAMPLE = """
            {"events":[
             {"position":17,"id":"5f0c7a0e-3b0e-4a55-9d1b-6f0b3c1f4a77","type":"OrderApproved","revision":"1","aggregateType":"Order",
              "aggregateId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","sequence":1,"time":"{yesterday}T17:30:00.250Z",
              "payload":{"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC"},"metadata":{}}],
             "next":17}""";

    private final Queries queries;

    OrderEventsController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/orders/{id}/events")
    @Operation(summary = "Everything that happened to an order, its ticket, its delivery and its payment",
            description = "All in one answer, in order of position.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FeedEvent.Page.class),
            examples = @ExampleObject(EXAMPLE)))
    FeedEvent.Page find(@PathVariable String id, List<ConsistencyToken> tokens) {
        FeedEvent.Page page = queries.ask(new FindOrderEvents(id, tokens), FeedEvent.Page.class);
        if (page.events().isEmpty()) {
            throw Refusal.notFound("order", id);
        }
        return page;
    }
}
