package io.ordertrail.command.consumer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ordertrail.command.Answers;
import io.ordertrail.command.Commands;
import io.ordertrail.command.Creations;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.Ids;
import io.ordertrail.command.NewWork;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.validation.Amount;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/consumers")
@Tag(name = "Consumers")
class ConsumerController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Commands commands;
    private final Creations creations;
    private final Forgetting forgetting;

    ConsumerController(Commands commands, Creations creations, Forgetting forgetting) {
        this.commands = commands;
        this.creations = creations;
        this.forgetting = forgetting;
    }

    record NewConsumer(@NotNull @Text String name, @Amount Money orderLimit) {
    }

    @Schema(example = """
            {"id":"01KAV9Y0A1B2C3D4E5F6G7H8JK","version":0,"name":"Ada Lovelace","orderLimit":{"amount":"100.00","currency":"EUR"}}""")
    record RegisteredConsumer(String id, long version, String name, Money orderLimit) {
    }

    /**
     * A merge patch (RFC 7396): a field that is absent stays null here, one that the client sends as null is an empty optional. Not a
     * record, for whose components Jackson makes no such difference.
     */
    static final class ConsumerPatch {

        @JsonProperty
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED, minLength = 1, maxLength = 200)
        private Optional<@NotNull(message = "cannot be removed") @Text String> name;
        @JsonProperty
        @Schema(nullable = true)
        private Optional<@Amount Money> orderLimit;

        boolean isEmpty() {
            return name == null && orderLimit == null;
        }

        ChangeConsumer toCommand(ConsumerId id) {
            PersonName newName = name == null ? null : name.map(PersonName::new).orElseThrow();
            return new ChangeConsumer(id, newName, orderLimit != null, orderLimit == null ? null : orderLimit.orElse(null));
        }
    }

    @NewWork
    @PostMapping
    @Operation(summary = "Register a consumer", description = "Without orderLimit, an order may cost anything.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                    {"name":"Ada Lovelace","orderLimit":{"amount":"100.00","currency":"EUR"}}"""))))
    ResponseEntity<RegisteredConsumer> register(@RequestBody @Valid NewConsumer body,
            @RequestHeader(name = "Idempotency-Key", required = false)
            @Pattern(regexp = IdempotencyKeys.FORM, message = IdempotencyKeys.FORM_IN_WORDS) String idempotencyKey) {
        ConsumerRegistered registered = creations.create(idempotencyKey, List.of("POST /consumers", body), ConsumerRegistered.class,
                id -> new RegisterConsumer(new ConsumerId(id), new PersonName(body.name()), body.orderLimit()));
        Outcome outcome = Outcome.ofFirst(registered.consumerId(), "ACTIVE");
        return Answers.created("/consumers", outcome, new RegisteredConsumer(outcome.id(), outcome.version(), registered.name().value(),
                registered.orderLimit()));
    }

    @PatchMapping(path = "/{id}", consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Rename a consumer, or set or remove the limit per order",
            description = "A merge patch: what is absent stays, null removes the limit. Name or limit must be given.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = {
                    @ExampleObject(name = "rename", value = "{\"name\":\"Ada King\"}"),
                    @ExampleObject(name = "remove the limit", value = "{\"orderLimit\":null}")})))
    ResponseEntity<Answers.Done> change(@PathVariable String id, @RequestBody @Valid ConsumerPatch body) {
        ConsumerId consumer = new ConsumerId(Ids.known("consumer", id));
        if (body.isEmpty()) {
            throw Refusal.of(Code.INVALID, "Give a name or an orderLimit to change");
        }
        return Answers.done(commands.send(body.toCommand(consumer)));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Forget a consumer",
            description = """
            From now on nobody can read what is stored of the consumer, on any node within ten seconds. Their orders stay, and are counted as \
            before: each shows `forgotten` for every text of the address, the position 0, 0 for where it was brought and where the courier was, \
            and the consumer's id. There is no such consumer any more, so asking again reads 404; their account is disabled. While an order \
            of theirs is open it reads 409 `INVALID_STATE`; one that was placed a moment ago, and whose payment is not authorised yet, ends `REJECTED`.""")
    @ApiResponse(responseCode = "202", description = "The consumer is forgotten, and every node will soon know", useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject("""
                    {"id":"01KAV9Y0A1B2C3D4E5F6G7H8JK","status":"FORGOTTEN","version":1}""")))
    ResponseEntity<Answers.Done> forget(@PathVariable String id) {
        return Answers.begun(forgetting.forget(new ConsumerId(Ids.known("consumer", id))));
    }
}
