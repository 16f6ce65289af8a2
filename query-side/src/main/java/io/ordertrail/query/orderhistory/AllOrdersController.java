package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All orders, for operators and support: by page, by id, or as one stream. */
@RestController
@Tag(name = "Orders")
class AllOrdersController {

    private static final String CSV = "text/csv";

    private final Queries queries;
    private final OrderStreams streams;
    private final Clock clock;

    AllOrdersController(Queries queries, OrderStreams streams, Clock clock) {
        this.queries = queries;
        this.streams = streams;
        this.clock = clock;
    }

    @GetMapping("/orders")
    @Operation(summary = "List or look up orders, whoever's",
            description = """
            With `ids`, those orders, in that order. Else all that the other parameters say, newest first; a page is full unless it is the last,
            and only the last has no `next`. Orders placed while one pages neither repeat nor hide any.

            `Accept: application/x-ndjson` or `text/csv` gives all of them as one stream instead, an order a line. It is whole only if its last
            line says so: `{"end":true,"count":n}`, or `#end,n`. A CSV cell that a spreadsheet would take for a formula begins with an
            apostrophe. A node serves 8 streams at one time (503 `OVERLOADED` beyond); one whose client reads nothing for a minute is ended.""")
    @ApiResponse(responseCode = "200", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = OrderPage.class),
                    examples = @ExampleObject(OrderHistoryController.PAGE)),
            @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")),
            @Content(mediaType = CSV, schema = @Schema(type = "string"))})
    OrderPage page(@Valid @ParameterObject SearchRequest request,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> given,
            List<ConsistencyToken> tokens) {
        if (request.ids() != null) {
            return queries.ask(new FindOrdersByIds(request.wanted(given.keySet()), tokens), OrderPage.class);
        }
        return queries.ask(new FindMatchingOrders(request.criteria(clock.instant()), request.cursor(), request.size(), tokens),
                OrderPage.class);
    }

    @GetMapping(path = "/orders", produces = {MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @Operation(hidden = true)
    void stream(@Valid SearchRequest request, @RequestParam MultiValueMap<String, String> given, List<ConsistencyToken> tokens,
            @RequestHeader(HttpHeaders.ACCEPT) String accept, HttpServletResponse response) throws IOException {
        for (String paging : List.of("ids", "cursor", "limit")) {
            if (given.containsKey(paging)) {
                throw Refusal.ofField(Code.INVALID, paging, "is not for a stream");
            }
        }
        boolean csv = MediaType.parseMediaTypes(accept).stream()
                .filter(type -> type.includes(MediaType.APPLICATION_NDJSON) || type.includes(MediaType.valueOf(CSV)))
                .findFirst().map(type -> type.includes(MediaType.valueOf(CSV))).orElse(false);
        streams.write(request.criteria(clock.instant()), tokens, csv, response);
    }
}
