package io.ordertrail.query.account;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Asks for one account; its events named by the tokens must be seen. */
public record FindAccount(String id, List<ConsistencyToken> tokens) {
}
