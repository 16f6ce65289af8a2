package io.ordertrail.query.availability;

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
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Restaurants")
class AvailabilityController {

    private static final String EXAMPLE = """
            {"items":[
             {"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","version":0,"open":true,"name":"Ajanta",
              "address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
              "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",
              "openingHours":"Mo-Su 10:00-22:00","cuisines":["indian"],"currency":"EUR","minimumOrder":{"amount":"10.00","currency":"EUR"},
              "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}}],"distanceMetres":620.41}],
             "next":"QIVjR65…"}""";

    private final Queries queries;

    AvailabilityController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/restaurants/available")
    @Operation(summary = "List the restaurants that deliver to a place and are open at a time",
            description = "Those that would accept an order for that place and time: not closed by hand, the place within their delivery "
                    + "radius (the rim included), the time within their opening hours by their own clock. Nearest first, with the distance in "
                    + "metres along a great circle, to the centimetre; equally near ones by id. A page is full unless it is the last; only "
                    + "the last has no `next`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AvailabilityPage.class),
            examples = @ExampleObject(EXAMPLE)))
    AvailabilityPage find(@Valid @ParameterObject AvailabilityRequest request, List<ConsistencyToken> tokens) {
        return queries.ask(new FindAvailable(request.place(), request.at(), request.cuisine(), request.cursor(), request.size(), tokens),
                AvailabilityPage.class);
    }
}
