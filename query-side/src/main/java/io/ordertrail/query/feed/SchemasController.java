package io.ordertrail.query.feed;

import io.ordertrail.events.EventSchema;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What readers of the feed may rely on. It is part of the program and needs no store, and so takes no tokens. */
@RestController
@Tag(name = "Events")
class SchemasController {

    private static final String EXAMPLE = """
            {"events":[
             {"type":"OrderApproved","revision":"1","aggregateType":"Order",
              "schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"OrderApproved, revision 1","type":"object",
                        "properties":{"orderId":{"type":"string"}},"required":["orderId"]}}]}""";

    private final Schemas all;
    private final Single single;

    SchemasController(Single single, JsonMapper json) {
        this.single = single;
        this.all = new Schemas(EventSchema.all().stream()
                .map(event -> new Published(event.type(), event.revision(), event.aggregateType(), json.readTree(event.schema())))
                .toList());
    }

    @Schema(name = "EventSchemas")
    record Schemas(List<Published> events) {
    }

    @Schema(name = "EventSchema")
    record Published(String type, String revision, String aggregateType, @Schema(implementation = Object.class) JsonNode schema) {
    }

    @GetMapping("/events/schemas")
    @Operation(summary = "The JSON Schema of every event's payload, in each of its revisions",
            description = "Draft 2020-12. The feed shows every event in its newest revision, whenever it was stored. A published schema "
                    + "never changes; fields that it does not name may come, and are to be ignored.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Schemas.class),
            examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<Schemas> schemas() {
        return single.answer(all.events().size(), all);
    }
}
