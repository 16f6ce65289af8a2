package io.ordertrail.query.consumer;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Asks for one consumer; its events named by the tokens must be seen. */
public record FindConsumer(String id, List<ConsistencyToken> tokens) {
}
