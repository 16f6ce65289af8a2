package io.ordertrail.query.restaurant;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Which of these restaurants are there? In one look, in no particular order; what is unknown is left out. */
public record FindRestaurantsByIds(List<String> ids, List<ConsistencyToken> tokens) {

    /** Those that are. */
    public record Found(List<RestaurantEntry> restaurants) {
    }
}
