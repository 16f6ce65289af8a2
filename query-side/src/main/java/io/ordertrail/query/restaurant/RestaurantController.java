package io.ordertrail.query.restaurant;

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
@Tag(name = "Restaurants")
class RestaurantController {

    private static final String EXAMPLE = """
            {"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","version":0,"open":true,"name":"Ajanta",
             "address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
             "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",
             "openingHours":"Mo-Su 10:00-22:00","cuisines":["indian"],"currency":"EUR","minimumOrder":{"amount":"10.00","currency":"EUR"},
             "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}}]}""";

    private final Queries queries;
    private final Single single;

    RestaurantController(Queries queries, Single single) {
        this.queries = queries;
        this.single = single;
    }

    @GetMapping("/restaurants/{id}")
    @Operation(summary = "Look up a restaurant")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RestaurantEntry.class),
            examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<RestaurantEntry> find(@PathVariable String id, List<ConsistencyToken> tokens) {
        RestaurantEntry restaurant = queries.askOptional(new FindRestaurant(id, tokens), RestaurantEntry.class)
                .orElseThrow(() -> Refusal.notFound("restaurant", id));
        return single.answer(restaurant.version(), restaurant);
    }
}
