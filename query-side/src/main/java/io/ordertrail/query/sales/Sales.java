package io.ordertrail.query.sales;

import io.ordertrail.events.Money;
import java.time.LocalDate;
import java.util.List;

/** A restaurant's sales as {@code GET /restaurants/{id}/sales} shows them, earliest day first, days without orders left out. */
record Sales(List<Day> days) {

    /**
     * Everything about an order stands on the day on which it was placed.
     *
     * @param orders all that were approved
     * @param revenue captured less refunded
     * @param cancellations those of the orders that were cancelled
     */
    record Day(LocalDate date, long orders, Money revenue, long cancellations) {
    }
}
