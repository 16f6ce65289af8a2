package io.ordertrail.command;

/** A dish that someone wants to order, by its id on the menu. */
public record Wanted(String menuItemId, int quantity) {
}
