package io.ordertrail.platform.processors;

import org.axonframework.eventhandling.tokenstore.TokenStore;

/** An event processor whose tokens are in a store of its own, which knows no transactions, not in the one that Axon's configuration names. */
public interface OwnTokens {

    TokenStore tokens();
}
