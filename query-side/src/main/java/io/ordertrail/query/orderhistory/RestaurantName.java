package io.ordertrail.query.orderhistory;

/** What a restaurant is called now: looked up when orders are shown, so that a new name costs one write and not one per order. */
public record RestaurantName(String name) {
}
