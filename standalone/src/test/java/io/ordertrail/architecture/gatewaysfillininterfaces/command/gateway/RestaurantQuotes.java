package io.ordertrail.architecture.gatewaysfillininterfaces.command.gateway;

import io.ordertrail.architecture.gatewaysfillininterfaces.command.order.RestaurantGateway;
import io.ordertrail.architecture.gatewaysfillininterfaces.command.restaurant.Quotes;

public record RestaurantQuotes(Quotes quotes) implements RestaurantGateway {
}
