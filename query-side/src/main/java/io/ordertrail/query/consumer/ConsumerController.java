package io.ordertrail.query.consumer;

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
@Tag(name = "Consumers")
class ConsumerController {

    private static final String EXAMPLE = """
            {"id":"01KAV9Y0A1B2C3D4E5F6G7H8JK","version":0,"name":"Ada Lovelace","orderLimit":{"amount":"100.00","currency":"EUR"}}""";

    private final Queries queries;
    private final Single single;

    ConsumerController(Queries queries, Single single) {
        this.queries = queries;
        this.single = single;
    }

    @GetMapping("/consumers/{id}")
    @Operation(summary = "Look up a consumer")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsumerEntry.class),
            examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<ConsumerEntry> find(@PathVariable String id, List<ConsistencyToken> tokens) {
        ConsumerEntry consumer = queries.askOptional(new FindConsumer(id, tokens), ConsumerEntry.class)
                .orElseThrow(() -> Refusal.notFound("consumer", id));
        return single.answer(consumer.version(), consumer);
    }
}
