package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Queries;
import io.ordertrail.query.Single;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders")
class OrderHistoryController {

    private static final String ORDER = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"APPROVED","version":1,"consumerId":"01KAV9Y0A1B2C3D4E5F6G7H8JK",
             "restaurant":{"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","name":"Ajanta"},
             "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"},"quantity":5}],
             "total":{"amount":"61.70","currency":"EUR"},"placedAt":"{yesterday}T17:30:00Z","requestedFor":"{tomorrow}T18:00:00Z",
             "reference":"T-417",
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.8,"lon":13.04}},
             "ticket":{"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"ACCEPTED","readyBy":"{tomorrow}T18:00:00Z"},
             "payment":{"status":"AUTHORIZED","amount":{"amount":"61.70","currency":"EUR"}},
             "delivery":{"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"SCHEDULED","courierId":"01KAV9W0A1B2C3D4E5F6G7H8JK",
                         "pickUpAt":"{tomorrow}T18:00:00Z","estimatedAt":"{tomorrow}T18:30:00Z"}}""";

    static final String PAGE = "{\"items\":[" + ORDER + "],\"next\":\"AAABnVYq…\"}";

    /** The other way is not this package's: who has {@code compose=true} never comes here. */
    private static final String COMPOSED = """
            With `compose=true` order, kitchen, accounting and delivery are asked at once, each at most two seconds (unless set otherwise), \
            and where the courier is after that. A part whose owner does not answer is the last known, named in `stale` with the time it was \
            so, or is left out and named in `missing`: `ticket`, `payment`, `delivery`, or `courierLocation` (of an order that is \
            carried). Without the order itself, or where a token names an event of such a part, the answer is 503 `UNAVAILABLE`.""";

    private static final String LIST =
            "Newest first. A page is full unless it is the last; only the last has no `next`. Orders placed while "
                    + "one pages neither repeat nor hide any.";

    private final Queries queries;
    private final Single single;

    OrderHistoryController(Queries queries, Single single) {
        this.queries = queries;
        this.single = single;
    }

    @GetMapping("/orders/{id}")
    @Operation(summary = "Look up an order, whole: with its ticket, payment and delivery", description = COMPOSED)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderHistoryEntry.class),
            examples = @ExampleObject(name = "whole", value = ORDER)))
    ResponseEntity<OrderHistoryEntry> order(@PathVariable String id,
            @Parameter(description = "`true` asks the order's parts instead of the view that has it whole; `false` if not given",
                    schema = @Schema(type = "boolean", defaultValue = "false")) //
            @RequestParam(required = false) @Pattern(regexp = "false", message = "must be true or false") String compose,
            List<ConsistencyToken> tokens) {
        OrderHistoryEntry order = queries.ask(new FindOrder(id, tokens), OrderHistoryEntry.class);
        return single.answer(order.version(), order);
    }

    @GetMapping("/consumers/{id}/orders")
    @Operation(summary = "List a consumer's orders, rejected ones included", description = LIST)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderPage.class),
            examples = @ExampleObject(PAGE)))
    OrderPage ofConsumer(@PathVariable String id, @Valid @ParameterObject ListRequest request, List<ConsistencyToken> tokens) {
        return queries.ask(new FindOrders(Side.CONSUMER, id, request.filter(), request.cursor(), request.size(), tokens), OrderPage.class);
    }

    @GetMapping("/restaurants/{id}/orders")
    @Operation(summary = "List a restaurant's orders", description = LIST)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderPage.class),
            examples = @ExampleObject(PAGE)))
    OrderPage ofRestaurant(@PathVariable String id, @Valid @ParameterObject ListRequest request, List<ConsistencyToken> tokens) {
        return queries.ask(new FindOrders(Side.RESTAURANT, id, request.filter(), request.cursor(), request.size(), tokens),
                OrderPage.class);
    }
}
