package io.ordertrail.command.order;

import io.ordertrail.events.Place;
import java.time.Instant;
import java.util.Map;

/**
 * What a consumer wants otherwise; what is not named stays.
 *
 * @param quantities new quantities by menu item, 0 removes its line; in the order in which the request names them, because refusals point
 *     at a line by its number
 * @param deliverTo null leaves the place
 * @param requestedFor null leaves the time
 */
public record Revision(Map<String, Integer> quantities, Place deliverTo, Instant requestedFor) {
}
