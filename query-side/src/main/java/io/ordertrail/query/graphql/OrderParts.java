package io.ordertrail.query.graphql;

import io.ordertrail.query.Cursors;
import io.ordertrail.query.event.FeedEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What belongs to an order and is not in its own document: who ordered, from whom, and all that happened. */
@Controller
@SchemaMapping(typeName = "Order")
class OrderParts {

    private final Shown shown;
    private final Cursors cursors;

    OrderParts(Shown shown, Cursors cursors) {
        this.shown = shown;
        this.cursors = cursors;
    }

    @SchemaMapping
    Object restaurantId(Map<String, Object> order) {
        return ((Map<?, ?>) order.get("restaurant")).get("id");
    }

    @SchemaMapping
    CompletableFuture<Map<String, Object>> restaurant(Map<String, Object> order, DataLoader<String, Map<String, Object>> restaurants) {
        return restaurants.load((String) restaurantId(order));
    }

    @SchemaMapping
    CompletableFuture<Map<String, Object>> consumer(Map<String, Object> order, DataLoader<String, Map<String, Object>> consumers) {
        return consumers.load((String) order.get("consumerId"));
    }

    @SchemaMapping
    CompletableFuture<Connection> events(Map<String, Object> order, @Argument Integer first, @Argument String after,
            DataLoader<String, List<FeedEvent>> events) {
        int size = Connection.size(first, Connection.MOST);
        String id = (String) order.get("id");
        String question = "EVENTS " + id;
        long position = after == null ? 0 : ByteBuffer.wrap(cursors.open(after, question)).getLong();
        return events.load(id).thenApply(all -> {
            List<FeedEvent> rest = all == null ? List.of() : all.stream().filter(event -> event.position() > position).toList();
            return Connection.of(rest.stream().limit(size).toList(), shown, event -> cursors.seal(
                    ByteBuffer.allocate(Long.BYTES).putLong(event.position()).array(), question), after, rest.size() > size);
        });
    }
}
