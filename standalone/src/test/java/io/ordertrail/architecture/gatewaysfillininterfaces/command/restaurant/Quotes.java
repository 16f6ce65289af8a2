package io.ordertrail.architecture.gatewaysfillininterfaces.command.restaurant;

public interface Quotes {
}
