package io.ordertrail.query.orderhistory;

import java.util.List;

/** @param next cursor of the next page, null on the last */
record OrderPage(List<OrderHistoryEntry> items, String next) {
}
