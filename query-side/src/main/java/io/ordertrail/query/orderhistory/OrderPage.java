package io.ordertrail.query.orderhistory;

import java.util.List;

/** @param next cursor of the next page, null on the last */
public record OrderPage(List<OrderHistoryEntry> items, String next) {
}
