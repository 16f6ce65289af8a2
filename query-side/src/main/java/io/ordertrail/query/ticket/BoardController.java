package io.ordertrail.query.ticket;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Queries;
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
@Tag(name = "Restaurants")
class BoardController {

    private static final String EXAMPLE = """
            {"items":[
             {"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BD","ticketId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BD","status":"AWAITING_ACCEPTANCE",
              "requestedFor":"{tomorrow}T18:15:00Z","lines":[{"menuItemId":"2","name":"Naan","quantity":2}]},
             {"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","ticketId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"ACCEPTED",
              "readyBy":"{tomorrow}T18:00:00Z","requestedFor":"{tomorrow}T18:00:00Z",
              "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","quantity":5}]}]}""";

    private static final String DESCRIPTION = """
            All tickets that are neither picked up nor cancelled, by state: `AWAITING_ACCEPTANCE`, `ACCEPTED`, `PREPARING`, \
            `READY_FOR_PICKUP`, then those that wait for a decision elsewhere, `REVISION_PENDING`, `CANCEL_PENDING` and `CREATE_PENDING` \
            (its payment is not authorised yet: nothing to cook, but maybe soon). In each state the due soonest first: by `readyBy`, \
            before there is one by `requestedFor`. Of more than 500 open tickets the 500 due soonest are shown, and `more` is true. While a \
            revision is pending, the lines are still the former ones.""";

    private final Queries queries;

    BoardController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/restaurants/{id}/board")
    @Operation(summary = "The kitchen's board: what is to be accepted, cooked and handed over", description = DESCRIPTION)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Board.class),
            examples = @ExampleObject(EXAMPLE)))
    Board board(@PathVariable String id, List<ConsistencyToken> tokens) {
        return queries.ask(new FindBoard(id, 0, tokens), Board.class);
    }
}
