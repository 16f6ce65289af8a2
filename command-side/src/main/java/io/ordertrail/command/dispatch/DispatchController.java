package io.ordertrail.command.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dispatch")
@Tag(name = "Operations")
class DispatchController {

    private final Reconciliation reconciliation;

    DispatchController(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @PostMapping("/reconcile")
    @Operation(summary = "Compares what the dispatch knows of couriers and waiting deliveries with the events, and mends it",
            description = """
                    Along a stretch of the events: couriers that registered there and deliveries that were planned there are compared, as they
                    are now. What differs is told and mended; a delivery that waited unknown is offered to couriers. Ask again with
                    after = next until next is null. Can be repeated, and done while everything goes on: what has changed within the last
                    minute is left to the processes. A stretch ends after 5 seconds at the latest.""")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    Reconciled reconcile(
            @RequestParam(defaultValue = "0") @Min(0) @Parameter(description = "Position, exclusive; 0 is before the first") long after,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(10_000)
            @Parameter(description = "Most events to read, 1 to 10,000") int limit) {
        return reconciliation.reconcile(after, limit);
    }
}
