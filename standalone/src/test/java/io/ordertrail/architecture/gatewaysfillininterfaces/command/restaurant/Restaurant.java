package io.ordertrail.architecture.gatewaysfillininterfaces.command.restaurant;

public class Restaurant {
}
