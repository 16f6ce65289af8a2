package io.ordertrail.command.courier;

import io.ordertrail.events.OrderId;
import java.util.List;

/** The orders whose deliveries are on a courier's plan. */
public record CourierPlan(List<OrderId> orders) {
}
