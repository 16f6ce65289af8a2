package io.ordertrail.architecture.gatewaysfillininterfaces.command.order;

import io.ordertrail.architecture.gatewaysfillininterfaces.command.gateway.RestaurantQuotes;

record BadOrderService(RestaurantQuotes restaurants) {
}
