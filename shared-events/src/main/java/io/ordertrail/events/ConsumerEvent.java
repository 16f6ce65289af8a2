package io.ordertrail.events;

import org.axonframework.serialization.Revision;

/** What happens to a consumer. */
public sealed interface ConsumerEvent extends DomainEvent {

    ConsumerId consumerId();

    /** @param orderLimit the most one order may cost, null for no limit */
    @Revision("1")
    record ConsumerRegistered(ConsumerId consumerId, @Personal PersonName name, @MayBeAbsent Money orderLimit) implements ConsumerEvent {
    }

    @Revision("1")
    record ConsumerRenamed(ConsumerId consumerId, @Personal PersonName name) implements ConsumerEvent {
    }

    /** @param orderLimit the new limit, null if it was removed */
    @Revision("1")
    record OrderLimitChanged(ConsumerId consumerId, @MayBeAbsent Money orderLimit) implements ConsumerEvent {
    }

    /** The consumer is no more: from now on nobody can read what events say of them. */
    @Revision("1")
    record ConsumerForgotten(ConsumerId consumerId) implements ConsumerEvent {
    }
}
