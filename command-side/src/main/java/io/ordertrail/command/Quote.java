package io.ordertrail.command;

import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import java.util.List;

/**
 * What an order would be, by the menu of this moment.
 *
 * @param minimumOrder the least that an order there must cost, null for no minimum
 */
public record Quote(String restaurantName, Place pickUpFrom, List<OrderLine> lines, Money total, Money minimumOrder) {
}
