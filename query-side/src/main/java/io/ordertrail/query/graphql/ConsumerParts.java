package io.ordertrail.query.graphql;

import io.ordertrail.query.Cursors;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What belongs to a consumer: the order history. */
@Controller
@SchemaMapping(typeName = "Consumer")
class ConsumerParts {

    private final Shown shown;
    private final Cursors cursors;

    ConsumerParts(Shown shown, Cursors cursors) {
        this.shown = shown;
        this.cursors = cursors;
    }

    @SchemaMapping
    Connection orders(Map<String, Object> consumer, @Arguments HistorySearch search, @ContextValue Reading reading) {
        return search.page(Side.CONSUMER, consumer.get("id"), reading, shown, cursors);
    }
}
