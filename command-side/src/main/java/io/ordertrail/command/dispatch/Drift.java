package io.ordertrail.command.dispatch;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the dispatch's store said otherwise than the events, and says as they do now.
 *
 * @param id of the courier, or of the order
 */
record Drift(Kind kind, String id, Found found) {

    enum Kind {
        COURIER, DELIVERY
    }

    enum Found {
        @Schema(description = "The store did not know the courier, or that the delivery waits")
        MISSING,
        @Schema(description = "The store said something else of it")
        WRONG,
        @Schema(description = "The delivery waited for a courier, and needs none")
        NEEDLESS
    }
}
