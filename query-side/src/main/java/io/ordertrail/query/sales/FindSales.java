package io.ordertrail.query.sales;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.time.LocalDate;
import java.util.List;

/** What did this restaurant sell from one day to another, both included? The events named by the tokens must be in the answer. */
record FindSales(String restaurantId, LocalDate from, LocalDate to, List<ConsistencyToken> tokens) {
}
