package io.ordertrail.query.composition;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Single;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders")
class ComposedOrderController {

    private static final String EXAMPLE = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"APPROVED","version":1,"consumerId":"01KAV9Y0A1B2C3D4E5F6G7H8JK",
             "restaurant":{"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","name":"Ajanta"},
             "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"},"quantity":5}],
             "total":{"amount":"61.70","currency":"EUR"},"placedAt":"{yesterday}T17:30:00Z","requestedFor":"{tomorrow}T18:00:00Z",
             "reference":"T-417",
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.8,"lon":13.04}},
             "ticket":{"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"ACCEPTED","readyBy":"{tomorrow}T18:00:00Z"},
             "partial":true,"missing":["payment","delivery"],"stale":{"ticket":{"asOf":"{yesterday}T17:41:03Z"}}}""";

    private final Composition composition;
    private final Single single;

    ComposedOrderController(Composition composition, Single single) {
        this.composition = composition;
        this.single = single;
    }

    @GetMapping(path = "/orders/{id}", params = "compose=true")
    @Operation
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComposedOrder.class),
            examples = @ExampleObject(name = "composed", summary = "with compose=true, while two parts cannot be had", value = EXAMPLE)))
    ResponseEntity<ComposedOrder> order(@PathVariable String id, List<ConsistencyToken> tokens) {
        ComposedOrder order = composition.compose(id, tokens);
        return single.answer(order.version(), order);
    }
}
