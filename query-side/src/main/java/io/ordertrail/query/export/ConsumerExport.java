package io.ordertrail.query.export;

import io.ordertrail.query.account.Account;
import io.ordertrail.query.consumer.ConsumerEntry;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import java.util.List;

/**
 * A person's data.
 *
 * @param account null if it is not open yet
 * @param orders newest first, a page of them
 * @param next cursor of the next page, null on the last
 */
record ConsumerExport(ConsumerEntry consumer, Account account, List<ExportedOrder> orders, String next) {

    /** An order, and everything that happened to it. */
    record ExportedOrder(OrderHistoryEntry order, List<FeedEvent> events) {
    }
}
