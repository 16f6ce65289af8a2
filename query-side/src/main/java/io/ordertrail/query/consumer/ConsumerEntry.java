package io.ordertrail.query.consumer;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;

/**
 * A consumer as {@code GET /consumers/{id}} shows it. Public for the codec that stores it.
 *
 * @param orderLimit null for no limit
 */
public record ConsumerEntry(ConsumerId id, long version, PersonName name, Money orderLimit) {
}
