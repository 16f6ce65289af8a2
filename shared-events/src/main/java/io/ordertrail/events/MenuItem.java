package io.ordertrail.events;

/** A dish on a restaurant's menu. */
public record MenuItem(String id, String name, Money price) {
}
