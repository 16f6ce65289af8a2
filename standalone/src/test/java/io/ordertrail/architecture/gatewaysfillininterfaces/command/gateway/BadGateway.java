package io.ordertrail.architecture.gatewaysfillininterfaces.command.gateway;

import io.ordertrail.architecture.gatewaysfillininterfaces.command.order.RestaurantGateway;
import io.ordertrail.architecture.gatewaysfillininterfaces.command.restaurant.Restaurant;

record BadGateway(Restaurant restaurant) implements RestaurantGateway {
}
