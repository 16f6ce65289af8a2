package io.ordertrail.query.sales;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Restaurants")
class SalesController {

    private static final String EXAMPLE = """
            {"days":[{"date":"2026-11-20","orders":2,"revenue":{"amount":"61.70","currency":"EUR"},"cancellations":1},
                     {"date":"2026-11-21","orders":1,"revenue":{"amount":"0.00","currency":"EUR"},"cancellations":0}]}""";

    private final Queries queries;

    SalesController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/restaurants/{id}/sales")
    @Operation(summary = "What a restaurant has sold, day by day",
            description = "Days are those of the restaurant's time zone as it is now, "
                    + "earliest first; a day without orders is left out. Everything stands on the day on which the order was placed, whenever it "
                    + "happened: `orders` are all that were approved, `cancellations` those of them that were cancelled, `revenue` is what was captured "
                    + "for them less what was refunded. Less than three years can be asked for at a time.")
    @ApiResponse(responseCode = "200",
            content = @Content(schema = @Schema(implementation = Sales.class), examples = @ExampleObject(EXAMPLE)))
    Sales sales(@PathVariable String id, @Valid @ParameterObject SalesRequest request, List<ConsistencyToken> tokens) {
        SalesRequest days = request.checked();
        return queries.ask(new FindSales(id, days.from(), days.to(), tokens), Sales.class);
    }
}
