package io.ordertrail.command.courier;

import io.ordertrail.command.Answers;
import io.ordertrail.command.Answers.Done;
import io.ordertrail.command.Commands;
import io.ordertrail.command.Creations;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.Ids;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.courier.CourierCommand.RegisterCourier;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Couriers register, and come and go. */
@RestController
@RequestMapping("/couriers")
@Tag(name = "Couriers")
class CourierController {

    private final Commands commands;
    private final Creations creations;

    CourierController(Commands commands, Creations creations) {
        this.commands = commands;
        this.creations = creations;
    }

    /** @param capacity how many deliveries the courier can have at one time */
    record CourierRegistration(@NotNull @Text String name, @NotNull @Min(1) @Max(1000) Integer capacity) {
    }

    /** A courier as registered. */
    @Schema(example = """
            {"id":"01KAV9W0A1B2C3D4E5F6G7H8JK","version":0,"name":"Grace","capacity":2,"status":"OFF_DUTY"}""")
    record RegisteredCourier(String id, long version, String name, int capacity, String status) {
    }

    @PostMapping
    @Operation(summary = "Register a courier, off duty at first",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("""
                            {"name":"Grace Hopper","capacity":2}"""))))
    ResponseEntity<RegisteredCourier> register(@Valid @RequestBody CourierRegistration registration,
            @RequestHeader(name = "Idempotency-Key", required = false)
            @Pattern(regexp = IdempotencyKeys.FORM, message = IdempotencyKeys.FORM_IN_WORDS) String idempotencyKey) {
        CourierRegistered registered = creations.create(idempotencyKey, List.of("POST /couriers", registration), CourierRegistered.class,
                id -> new RegisterCourier(new CourierId(id), new PersonName(registration.name()), registration.capacity()));
        Outcome outcome = Outcome.ofFirst(registered.courierId(), CourierStatus.OFF_DUTY.name());
        return Answers.created("/couriers", outcome, new RegisteredCourier(outcome.id(), outcome.version(), registered.name().value(),
                registered.capacity(), outcome.status()));
    }

    @PostMapping("/{id}/on-duty")
    @Operation(summary = "The courier can be given deliveries", description = "What is already so is a repeat.")
    ResponseEntity<Done> onDuty(@PathVariable String id) {
        return done(new GoOnDuty(courier(id)));
    }

    @PostMapping("/{id}/off-duty")
    @Operation(summary = "The courier is given no further deliveries",
            description = """
                    Those on the plan that are not picked up yet are offered to other couriers; each stays on the plan until another has
                    it, or the courier is on duty again. What is already so is a repeat.""")
    ResponseEntity<Done> offDuty(@PathVariable String id) {
        return done(new GoOffDuty(courier(id)));
    }

    private static CourierId courier(String id) {
        return new CourierId(Ids.known("courier", id));
    }

    private ResponseEntity<Done> done(CourierCommand command) {
        Outcome outcome = commands.send(command);
        return Answers.done(outcome);
    }
}
