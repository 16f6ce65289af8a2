package io.ordertrail.command.delivery;

import io.ordertrail.command.Answers;
import io.ordertrail.command.Answers.Done;
import io.ordertrail.command.Commands;
import io.ordertrail.command.Ids;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.delivery.DeliveryCommand.CompleteDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.FailDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.NoteLocation;
import io.ordertrail.command.delivery.DeliveryCommand.PickUpDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.ReviewPickUp;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What couriers report of a delivery. */
@RestController
@RequestMapping("/deliveries/{id}")
@Tag(name = "Deliveries")
class DeliveryController {

    private final Commands commands;
    private final TicketReadiness tickets;
    private final Clock clock;

    DeliveryController(Commands commands, TicketReadiness tickets, Clock clock) {
        this.commands = commands;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** @param reason why the food did not reach the consumer */
    record DeliveryFailure(@NotNull @Text String reason) {
    }

    @PostMapping("/pick-up")
    @Operation(summary = "The courier has picked the food up", description = """
            Only of a SCHEDULED delivery whose ticket is READY_FOR_PICKUP or PICKED_UP, else 409 with what blocks: the delivery's status, \
            or the ticket's. Hands the ticket over too if the kitchen has not.""")
    ResponseEntity<Done> pickUp(@PathVariable String id) {
        DeliveryId delivery = delivery(id);
        commands.send(new ReviewPickUp(delivery));
        tickets.requireReady(new OrderId(delivery.value()));
        return Answers.done(commands.send(new PickUpDelivery(delivery, clock.instant())));
    }

    @PostMapping("/location")
    @Operation(summary = "Where the courier is now", description = "Only while PICKED_UP. The same position again is a repeat.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("""
                            {"lat":47.80,"lon":13.04}"""))))
    ResponseEntity<Done> note(@PathVariable String id, @RequestBody GeoPoint location) {
        return done(new NoteLocation(delivery(id), location, clock.instant()));
    }

    @PostMapping("/complete")
    @Operation(summary = "The consumer has the food", description = "The payment is captured, and the order is delivered.")
    ResponseEntity<Done> complete(@PathVariable String id) {
        return done(new CompleteDelivery(delivery(id), clock.instant()));
    }

    @PostMapping("/fail")
    @Operation(summary = "The food did not reach the consumer", description = """
            Only while PICKED_UP. The authorisation is reversed, and the order is not delivered.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("""
                            {"reason":"Nobody opened the door"}"""))))
    ResponseEntity<Done> fail(@PathVariable String id, @Valid @RequestBody DeliveryFailure failure) {
        return done(new FailDelivery(delivery(id), failure.reason()));
    }

    private static DeliveryId delivery(String id) {
        return new DeliveryId(Ids.known("delivery", id));
    }

    private ResponseEntity<Done> done(DeliveryCommand command) {
        Outcome outcome = commands.send(command);
        return Answers.done(outcome);
    }
}
