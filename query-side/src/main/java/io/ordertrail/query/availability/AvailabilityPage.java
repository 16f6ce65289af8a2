package io.ordertrail.query.availability;

import java.util.List;

/** @param next cursor of the next page, null on the last */
record AvailabilityPage(List<AvailableRestaurant> items, String next) {
}
