package io.ordertrail.command.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What one look along a stretch of the events has found.
 *
 * @param events how many were read
 * @param couriers how many of the couriers that registered there were compared
 * @param deliveries how many of the deliveries that were planned there were compared
 * @param drift what was found, and mended
 * @param next the position after which to go on; null at the end
 */
@Schema(example = """
        {"events":1000,"couriers":2,"deliveries":87,
         "drift":[{"kind":"DELIVERY","id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","found":"MISSING"}],"next":1000}""")
record Reconciled(int events, int couriers, int deliveries, List<Drift> drift,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {
                "integer", "null"}) Long next){
}
