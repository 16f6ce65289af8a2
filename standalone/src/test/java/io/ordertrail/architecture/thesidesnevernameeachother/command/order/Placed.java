package io.ordertrail.architecture.thesidesnevernameeachother.command.order;

public record Placed() {
}
