package io.ordertrail.command.kitchen;

import io.ordertrail.command.Answers;
import io.ordertrail.command.Commands;
import io.ordertrail.command.Ids;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.kitchen.TicketCommand.DeclineTicket;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.command.kitchen.TicketCommand.MarkReady;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.validation.Text;
import io.ordertrail.platform.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/tickets/{id}")
@Tag(name = "Tickets", description = "The kitchen's side of an order. A ticket's id is in the order's answer.")
class TicketController {

    private final Commands commands;
    private final Clock clock;

    TicketController(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    record Acceptance(@NotNull Instant readyBy) {
    }

    record Declining(@NotNull @Text String reason) {
    }

    @Refuses(Code.READY_BY_IN_PAST)
    @PostMapping("/accept")
    @Operation(summary = "Accept a ticket",
            description = "readyBy must lie in the future: otherwise 400 READY_BY_IN_PAST; and at most a year ahead: otherwise 400 INVALID.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"readyBy":"{tomorrow}T17:40:00Z"}"""))))
    ResponseEntity<Answers.Done> accept(@PathVariable String id, @RequestBody @Valid Acceptance body) {
        return done(new AcceptTicket(known(id), body.readyBy(), clock.instant()));
    }

    @PostMapping("/decline")
    @Operation(summary = "Decline a ticket", description = "The order is cancelled and the money given back.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"reason":"Out of chicken"}"""))))
    ResponseEntity<Answers.Done> decline(@PathVariable String id, @RequestBody @Valid Declining body) {
        return done(new DeclineTicket(known(id), body.reason()));
    }

    @PostMapping("/start")
    @Operation(summary = "Start to prepare what was accepted", description = "From now on the order can be neither cancelled nor revised.")
    ResponseEntity<Answers.Done> start(@PathVariable String id) {
        return done(new StartPreparing(known(id)));
    }

    @PostMapping("/ready")
    @Operation(summary = "Say that it can be picked up")
    ResponseEntity<Answers.Done> ready(@PathVariable String id) {
        return done(new MarkReady(known(id)));
    }

    @PostMapping("/hand-over")
    @Operation(summary = "Hand it over to the courier", description = "A courier's pick-up does the same.")
    ResponseEntity<Answers.Done> handOver(@PathVariable String id) {
        return done(new HandOver(known(id)));
    }

    private ResponseEntity<Answers.Done> done(TicketCommand command) {
        return Answers.done(commands.send(command));
    }

    private static TicketId known(String id) {
        return new TicketId(Ids.known("ticket", id));
    }
}
