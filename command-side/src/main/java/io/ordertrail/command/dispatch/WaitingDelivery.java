package io.ordertrail.command.dispatch;

import io.ordertrail.events.OrderId;
import java.time.Instant;

/**
 * An order whose delivery waits for a courier, as it was written down.
 *
 * @param pickUpAt when the food is ready; the epoch if it was written down by a version that did not say so
 * @param stamp another one each time that it is written down again, so that whoever has looked before takes nothing away
 */
public record WaitingDelivery(OrderId orderId, Instant pickUpAt, String stamp) {
}
