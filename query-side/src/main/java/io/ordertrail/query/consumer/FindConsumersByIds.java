package io.ordertrail.query.consumer;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Which of these consumers are there? In one look, in no particular order; what is unknown is left out. */
public record FindConsumersByIds(List<String> ids, List<ConsistencyToken> tokens) {

    /** Those that are. */
    public record Found(List<ConsumerEntry> consumers) {
    }
}
