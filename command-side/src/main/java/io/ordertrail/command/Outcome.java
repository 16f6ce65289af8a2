package io.ordertrail.command;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import org.axonframework.modelling.command.AggregateLifecycle;

/**
 * What a command handler answers: where its aggregate stands now.
 *
 * @param aggregate stored identifier of the aggregate
 * @param status the aggregate's state as the API names it
 * @param version sequence number of the aggregate's last event
 * @param event sequence number of the last event that this command caused, now or when it was first sent
 * @param order key of the order that the event concerns; empty if none, or if the aggregate's own identifier tells it
 */
public record Outcome(String aggregate, String status, long version, long event, String order) {

    /** Of the aggregate whose command is being handled. */
    public static Outcome of(AggregateId id, Enum<?> status) {
        long version = AggregateLifecycle.getVersion();
        return new Outcome(id.toString(), status.name(), version, version, "");
    }

    /** Of an aggregate as it was made, whatever has happened to it since. */
    public static Outcome ofFirst(AggregateId id, String status) {
        return new Outcome(id.toString(), status, 0, 0, "");
    }

    /** Of an aggregate shared by many orders: names the event that concerns this one. */
    public static Outcome of(AggregateId id, Enum<?> status, OrderId order, long event) {
        return new Outcome(id.toString(), status.name(), AggregateLifecycle.getVersion(), event, order.value());
    }

    /** The aggregate's id as the API knows it. */
    public String id() {
        return AggregateId.valueOf(aggregate);
    }

    /** The token that makes a query wait for this command's events. */
    public ConsistencyToken token() {
        return new ConsistencyToken(aggregate, event, order);
    }
}
