package io.ordertrail.benchmarks;

import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** A document as it is usually kept: the entry under the order's id. */
@Document("usual-order-history")
record UsualEntry(@Id String id, OrderHistoryEntry entry) {
}
