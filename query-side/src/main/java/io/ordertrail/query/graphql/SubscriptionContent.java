package io.ordertrail.query.graphql;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.security.Caller;
import io.ordertrail.query.live.LiveContent;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What a subscription's stream says: the fields asked for, of the order as it is then. Those who ask for the same, and may see the same, are told by one reading. */
record SubscriptionContent(Asked asked, Caller caller, Operations operations, JsonMapper json) implements LiveContent {

    static final String NEXT = "next";

    @Override
    public String of(String orderId, List<ConsistencyToken> seen) {
        Outcome outcome = operations.tell(asked, caller, orderId, seen);
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        return json.writeValueAsString(outcome.answer());
    }

    @Override
    public String name(String eventType) {
        return NEXT;
    }
}
