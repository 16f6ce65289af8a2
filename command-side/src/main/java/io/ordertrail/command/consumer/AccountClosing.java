package io.ordertrail.command.consumer;

import io.ordertrail.events.ConsumerId;

/** What forgetting a consumer needs of their account. */
public interface AccountClosing {

    /**
     * When it returns, no more is ever authorised for the consumer, and nothing is open.
     *
     * @throws io.ordertrail.platform.refusal.Refusal {@code INVALID_STATE} while a payment is open, and so its order
     */
    void close(ConsumerId consumer);
}
