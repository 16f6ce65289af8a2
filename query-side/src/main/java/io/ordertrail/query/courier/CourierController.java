package io.ordertrail.query.courier;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
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
@Tag(name = "Couriers")
class CourierController {

    private static final String EXAMPLE = """
            {"courierId":"01KAV9W0A1B2C3D4E5F6G7H8JK","version":2,"onDuty":true,"actions":[
             {"type":"PICK_UP","deliveryId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","at":"{tomorrow}T18:20:00Z",
              "address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"}},
             {"type":"DROP_OFF","deliveryId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","at":"{tomorrow}T18:50:00Z",
              "address":{"street":"Steingasse 2","city":"Salzburg","postalCode":"5020","country":"AT"}}]}""";

    private final Queries queries;
    private final Single single;

    CourierController(Queries queries, Single single) {
        this.queries = queries;
        this.single = single;
    }

    @GetMapping("/couriers/{id}/plan")
    @Operation(summary = "What a courier has to do, in order of time")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CourierPlan.class),
            examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<CourierPlan> find(@PathVariable String id, List<ConsistencyToken> tokens) {
        CourierPlan plan = queries.askOptional(new FindPlan(id, tokens), CourierPlan.class)
                .orElseThrow(() -> Refusal.notFound("courier", id));
        return single.answer(plan.version(), plan);
    }
}
