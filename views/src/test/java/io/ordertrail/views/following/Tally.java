package io.ordertrail.views.following;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A small view for tests: how many events of each kind an order has seen, and under which names. */
public record Tally(String id, int orderEvents, int ticketEvents, Map<String, Integer> names) {

    private Tally with(int order, int ticket, String name) {
        Map<String, Integer> more = new TreeMap<>(names);
        more.merge(name, 1, Integer::sum);
        return new Tally(id, orderEvents + order, ticketEvents + ticket, more);
    }

    /** @param before is told of each event before it is folded: a place for tests to stand in the way */
    public record Projection(Consumer<RecordedEvent> before) implements io.ordertrail.views.projection.Projection<Tally> {

        public Projection() {
            this(event -> {
            });
        }

        @Override
        public String view() {
            return "tally";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Tally> entryType() {
            return Tally.class;
        }

        @Override
        public String keyOf(RecordedEvent event) {
            return event.payload() instanceof DomainEvent happened && happened.orderId() != null ? happened.orderId().value() : null;
        }

        @Override
        public String keyOf(ConsistencyToken token) {
            return switch (AggregateId.kindOf(token.aggregate())) {
                case "order", "ticket", "delivery" -> AggregateId.valueOf(token.aggregate());
                case "account" -> token.order().isEmpty() ? null : token.order();
                default -> null;
            };
        }

        @Override
        public Tally evolve(Tally entry, RecordedEvent event) {
            before.accept(event);
            Tally tally = entry == null ? new Tally(keyOf(event), 0, 0, Map.of()) : entry;
            return switch (event.payload()) {
                case OrderNotDelivered poison -> throw new IllegalStateException("cannot fold " + poison);
                case OrderEvent order -> tally.with(1, 0, order.getClass().getSimpleName());
                case TicketEvent ticket -> tally.with(0, 1, ticket.getClass().getSimpleName());
                default -> tally;
            };
        }

        @Override
        public List<IndexModel> indexes() {
            return List.of(new IndexModel(Indexes.ascending("d.orderEvents")));
        }
    }
}
