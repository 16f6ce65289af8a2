package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** What has become of this order? */
public record FindOrder(String id, List<ConsistencyToken> tokens) {
}
