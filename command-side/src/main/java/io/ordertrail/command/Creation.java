package io.ordertrail.command;

import io.ordertrail.events.AggregateId;

/**
 * A command that makes an aggregate, of which the sender knows all but the id.
 *
 * @param <E> the event that it makes
 */
public interface Creation<E> {

    AggregateId aggregateId();

    /** The event that it makes, if it is not refused: always the same. */
    E event();
}
