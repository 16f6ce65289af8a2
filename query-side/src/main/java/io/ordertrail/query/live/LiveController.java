package io.ordertrail.query.live;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Queries;
import io.ordertrail.query.orderevents.FindOwners;
import io.ordertrail.query.orderhistory.FindOrder;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import io.ordertrail.query.ticket.Board;
import io.ordertrail.query.ticket.FindBoard;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Orders")
class LiveController {

    private static final String EXAMPLE = """
            :

            id: 17
            event: OrderApproved
            data: {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"APPROVED","version":1,"consumerId":"01KAV9Y0A1B2C3D4E5F6G7H8JK","placedAt":"{yesterday}T17:30:00Z"}

            """;

    private static final String BOARD = """
            :

            id: 17
            event: board
            data: {"items":[]}

            id: 21
            event: ticket
            data: {"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","ticketId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"ACCEPTED","readyBy":"{tomorrow}T18:00:00Z","requestedFor":"{tomorrow}T18:00:00Z","lines":[{"menuItemId":"1","name":"Chicken Vindaloo","quantity":5}]}

            """;

    private static final String MESSAGES = "Server-sent events, one per event of an order, be it of the order itself, its ticket, its "
            + "delivery or its payment: `id` is the event's position, `event` its type, `data` the order as in `GET /orders/{id}`, at that "
            + "event or later. A comment comes at least every 15 s. Whoever comes back, to whichever node, with the last id it has had as "
            + "`Last-Event-ID` (browsers do so by themselves) misses nothing and is told nothing twice, however long ago that was. A stream "
            + "may end at any time: a client that reads more slowly than things happen is cut off, and comes back in the same way. ";

    private static final String LAST = "The last id received, to go on after it";

    private final LiveGateway live;
    private final Queries queries;
    private final LiveContent order;
    private final LiveContent board;

    LiveController(LiveGateway live, Queries queries, JsonMapper json) {
        this.live = live;
        this.queries = queries;
        this.order = (id, seen) -> json.writeValueAsString(queries.ask(new FindOrder(id, seen), OrderHistoryEntry.class));
        this.board = new BoardContent(queries, json);
    }

    @GetMapping(path = "/orders/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follow an order as it changes",
            description = MESSAGES
                    + "Without `Last-Event-ID` the present state comes first, under the id and type of the order's last event.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
            schema = @Schema(type = "string"), examples = @ExampleObject(EXAMPLE)))
    void ofOrder(@PathVariable String id,
            @Parameter(description = LAST, schema = @Schema(type = "integer", format = "int64", minimum = "0"), example = "17")
            @RequestHeader(name = LiveStreams.LAST_EVENT_ID, required = false) String lastEventId,
            List<ConsistencyToken> tokens, HttpServletRequest request, HttpServletResponse response) {
        queries.ask(new FindOrder(id, tokens), OrderHistoryEntry.class);
        requireViews(tokens);
        open(new Topic(Topic.Kind.ORDER, id), order, lastEventId, request, response);
    }

    @GetMapping(path = "/consumers/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Follow all orders of a consumer as they change, later ones included",
            description = MESSAGES
                    + "Without `Last-Event-ID` only what comes from now on; the response's own `Last-Event-ID` then says from "
                    + "where. A consumer without orders, known or not, has a stream in which nothing happens.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
            schema = @Schema(type = "string"), examples = @ExampleObject(EXAMPLE)))
    void ofConsumer(@PathVariable String id,
            @Parameter(description = LAST, schema = @Schema(type = "integer", format = "int64", minimum = "0"), example = "17")
            @RequestHeader(name = LiveStreams.LAST_EVENT_ID, required = false) String lastEventId,
            List<ConsistencyToken> tokens, HttpServletRequest request, HttpServletResponse response) {
        requireViews(tokens);
        open(new Topic(Topic.Kind.CONSUMER, id), order, lastEventId, request, response);
    }

    @GetMapping(path = "/restaurants/{id}/board/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Tag(name = "Restaurants")
    @Operation(summary = "Follow a kitchen's board as it changes",
            description = "Server-sent events: first `board`, all of it as in `GET /restaurants/{id}/board`, whatever `Last-Event-ID` a client "
                    + "that comes back brings; then `ticket`, one for each event that changes one: the whole ticket, as it stands on the board, "
                    + "or with `status` `CANCELLED` or `PICKED_UP` when it has left it. `id` is the event's position. A comment comes at "
                    + "least every 15 s. A stream may end at any time; a client then connects again.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
            schema = @Schema(type = "string"), examples = @ExampleObject(BOARD)))
    void ofBoard(@PathVariable String id, List<ConsistencyToken> tokens, HttpServletRequest request, HttpServletResponse response) {
        queries.ask(new FindBoard(id, 0, tokens), Board.class);
        open(new Topic(Topic.Kind.BOARD, id), board, null, request, response);
    }

    /** @throws io.ordertrail.platform.refusal.Refusal {@code UNAVAILABLE} if what has been missed could not be told now */
    private void requireViews(List<ConsistencyToken> tokens) {
        queries.ask(new FindOwners(List.of(), 0, tokens), FindOwners.Owners.class);
    }

    private void open(Topic topic, LiveContent content, String lastEventId, HttpServletRequest request, HttpServletResponse response) {
        if (request.getMethod().equals("HEAD")) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        } else {
            live.open(topic, content, lastEventId, request, response);
        }
    }
}
