package io.ordertrail.query.order;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** What was ordered, and how does the order itself stand? Its ticket, payment and delivery are others' to tell. */
public record FindPlacedOrder(String id, List<ConsistencyToken> tokens) {

    /** Whose it is to tell. */
    public static final String VIEW = "orders";
}
