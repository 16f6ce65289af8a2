package io.ordertrail.query.graphql;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Cursors;
import io.ordertrail.query.orderhistory.FindMatchingOrders;
import io.ordertrail.query.orderhistory.FindOrdersByIds;
import io.ordertrail.query.orderhistory.OrderPage;
import io.ordertrail.query.orderhistory.SearchRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What a query can begin with. */
@Controller
class LookUps {

    private final Shown shown;
    private final Cursors cursors;
    private final Clock clock;

    LookUps(Shown shown, Cursors cursors, Clock clock) {
        this.shown = shown;
        this.cursors = cursors;
        this.clock = clock;
    }

    @QueryMapping
    CompletableFuture<Map<String, Object>> order(@Argument String id, DataLoader<String, Map<String, Object>> orders) {
        return found("order", id, orders);
    }

    @QueryMapping
    CompletableFuture<Map<String, Object>> consumer(@Argument String id, DataLoader<String, Map<String, Object>> consumers) {
        return found("consumer", id, consumers);
    }

    @QueryMapping
    CompletableFuture<Map<String, Object>> restaurant(@Argument String id, DataLoader<String, Map<String, Object>> restaurants) {
        return found("restaurant", id, restaurants);
    }

    @QueryMapping
    List<Map<String, Object>> ordersById(@Argument List<String> ids, @ContextValue Reading reading) {
        List<String> wanted = ids.stream().distinct().toList();
        if (wanted.isEmpty() || wanted.size() > Connection.MOST) {
            throw Refusal.ofField(Code.INVALID, "ids", "must be 1 to %d ids".formatted(Connection.MOST));
        }
        return reading.ask(new FindOrdersByIds(wanted, reading.tokens()), OrderPage.class).items().stream().map(shown::of).toList();
    }

    @QueryMapping
    Connection orders(@Arguments OrderSearch search, @ContextValue Reading reading) {
        SearchRequest request = search.request();
        FindMatchingOrders query =
                new FindMatchingOrders(request.criteria(clock.instant()), request.cursor(), request.size(), reading.tokens());
        OrderPage page = reading.ask(query, OrderPage.class);
        return Connection.of(page.items(), shown, order -> query.cursorAfter(order, cursors), search.after(), page.next() != null);
    }

    private static CompletableFuture<Map<String, Object>> found(String what, String id, DataLoader<String, Map<String, Object>> loader) {
        return loader.load(id).thenApply(one -> {
            if (one == null) {
                throw Refusal.notFound(what, id);
            }
            return one;
        });
    }
}
