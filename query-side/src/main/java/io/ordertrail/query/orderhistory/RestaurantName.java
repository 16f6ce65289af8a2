package io.ordertrail.query.orderhistory;

import java.util.List;

/**
 * What a restaurant is called now: looked up when orders are shown, so that a new name costs one write and not one per order.
 *
 * @param words of it, by which a restaurant is found
 */
public record RestaurantName(String name, List<String> words) {

    static RestaurantName of(String name) {
        return new RestaurantName(name, List.copyOf(Words.of(List.of(name))));
    }
}
