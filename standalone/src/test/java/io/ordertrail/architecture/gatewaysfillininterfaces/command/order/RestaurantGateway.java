package io.ordertrail.architecture.gatewaysfillininterfaces.command.order;

public interface RestaurantGateway {
}
