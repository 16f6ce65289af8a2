package io.ordertrail.command.restaurant;

import io.ordertrail.command.Answers;
import io.ordertrail.command.Commands;
import io.ordertrail.command.Creations;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.Ids;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.restaurant.RestaurantCommand.ChangeOpeningHours;
import io.ordertrail.command.restaurant.RestaurantCommand.CloseRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.RenameRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.ReopenRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.ReviseMenu;
import io.ordertrail.command.restaurant.RestaurantRequests.NewMenu;
import io.ordertrail.command.restaurant.RestaurantRequests.NewMenuItem;
import io.ordertrail.command.restaurant.RestaurantRequests.NewOpeningHours;
import io.ordertrail.command.restaurant.RestaurantRequests.NewRestaurant;
import io.ordertrail.command.restaurant.RestaurantRequests.NewRestaurantName;
import io.ordertrail.command.restaurant.RestaurantRequests.OpenedRestaurant;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/restaurants")
@Tag(name = "Restaurants")
class RestaurantController {

    private final Commands commands;
    private final Creations creations;

    RestaurantController(Commands commands, Creations creations) {
        this.commands = commands;
        this.creations = creations;
    }

    @Refuses(Code.CURRENCY_MISMATCH)
    @PostMapping
    @Operation(summary = "Open a restaurant", description = """
            Opening hours are OpenStreetMap's opening_hours, local times of the time zone; what is not understood is refused. There is no \
            calendar of holidays: PH and SH never hold. An open end (18:00+) lasts until midnight. All prices are in the restaurant's \
            currency. At most 1,000 items and 20 cuisines; the delivery radius, 1 to 100,000 metres, is measured as the crow flies.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"name":"Ajanta","address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},\
                    "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",\
                    "openingHours":"Mo-Su 10:00-22:00","cuisines":["indian"],"currency":"EUR",\
                    "minimumOrder":{"amount":"10.00","currency":"EUR"},\
                    "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}}]}"""))))
    ResponseEntity<OpenedRestaurant> open(@RequestBody @Valid NewRestaurant body,
            @RequestHeader(name = "Idempotency-Key", required = false)
            @Pattern(regexp = IdempotencyKeys.FORM, message = IdempotencyKeys.FORM_IN_WORDS) String idempotencyKey) {
        RestaurantOpened opened = creations.create(idempotencyKey, List.of("POST /restaurants", body), RestaurantOpened.class,
                id -> body.toCommand(new RestaurantId(id)));
        return Answers.created("/restaurants", Outcome.ofFirst(opened.restaurantId(), "OPEN"), OpenedRestaurant.of(opened));
    }

    @Refuses(Code.CURRENCY_MISMATCH)
    @PutMapping("/{id}/menu")
    @Operation(summary = "Replace the menu", description = "Orders that were placed keep the names and prices they were placed with.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"items":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.90","currency":"EUR"}}]}"""))))
    ResponseEntity<Answers.Done> reviseMenu(@PathVariable String id, @RequestBody @Valid NewMenu body) {
        return done(new ReviseMenu(known(id), body.items().stream().map(NewMenuItem::toMenuItem).toList()));
    }

    @PutMapping("/{id}/name")
    @Operation(summary = "Rename a restaurant", description = "Order histories show the new name.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"name":"Ajanta Palace"}"""))))
    ResponseEntity<Answers.Done> rename(@PathVariable String id, @RequestBody @Valid NewRestaurantName body) {
        return done(new RenameRestaurant(known(id), body.name()));
    }

    @PutMapping("/{id}/opening-hours")
    @Operation(summary = "Change the opening hours", description = "OpenStreetMap's opening_hours, as at opening a restaurant.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"openingHours":"Tu-Su 11:30-14:30,17:30-22:00; Mo off","timeZone":"Europe/Vienna"}"""))))
    ResponseEntity<Answers.Done> changeOpeningHours(@PathVariable String id, @RequestBody @Valid NewOpeningHours body) {
        return done(new ChangeOpeningHours(known(id), body.openingHours(), new TimeZoneName(body.timeZone())));
    }

    @PostMapping("/{id}/close")
    @Operation(summary = "Take no orders until reopened", description = "Orders already placed are not touched. Closed already: a repeat.")
    ResponseEntity<Answers.Done> close(@PathVariable String id) {
        return done(new CloseRestaurant(known(id)));
    }

    @PostMapping("/{id}/reopen")
    @Operation(summary = "Take orders again", description = "Open already: a repeat.")
    ResponseEntity<Answers.Done> reopen(@PathVariable String id) {
        return done(new ReopenRestaurant(known(id)));
    }

    private static RestaurantId known(String id) {
        return new RestaurantId(Ids.known("restaurant", id));
    }

    private ResponseEntity<Answers.Done> done(RestaurantCommand command) {
        return Answers.done(commands.send(command));
    }
}
