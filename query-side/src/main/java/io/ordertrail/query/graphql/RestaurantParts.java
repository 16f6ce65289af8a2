package io.ordertrail.query.graphql;

import io.ordertrail.events.TicketStatus;
import io.ordertrail.query.Cursors;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import io.ordertrail.query.ticket.Board;
import io.ordertrail.query.ticket.FindBoard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What belongs to a restaurant: its orders, and its kitchen's board. */
@Controller
@SchemaMapping(typeName = "Restaurant")
class RestaurantParts {

    /** A board has no more. */
    private static final int MOST_TICKETS = 500;

    private final Shown shown;
    private final Cursors cursors;

    RestaurantParts(Shown shown, Cursors cursors) {
        this.shown = shown;
        this.cursors = cursors;
    }

    @SchemaMapping
    Connection orders(Map<String, Object> restaurant, @Arguments HistorySearch search, @ContextValue Reading reading) {
        return search.page(Side.RESTAURANT, restaurant.get("id"), reading, shown, cursors);
    }

    /** A cursor is the place on the board, for the ticket may be elsewhere when the next page is asked for. */
    @SchemaMapping
    Connection board(Map<String, Object> restaurant, @Argument Integer first, @Argument String after, @ContextValue Reading reading) {
        int size = Connection.size(first, MOST_TICKETS);
        String id = (String) restaurant.get("id");
        String question = "BOARD " + id;
        Board.Place start = after == null ? null : place(new String(cursors.open(after, question), StandardCharsets.UTF_8));
        List<Board.Item> rest = reading.ask(new FindBoard(id, 0, reading.tokens()), Board.class).items().stream()
                .filter(item -> start == null || item.place().compareTo(start) > 0).toList();
        return Connection.of(rest.stream().limit(size).toList(), shown,
                item -> cursors.seal(text(item.place()).getBytes(StandardCharsets.UTF_8), question), after, rest.size() > size);
    }

    @SchemaMapping(typeName = "BoardTicket")
    CompletableFuture<Map<String, Object>> order(Map<String, Object> ticket, DataLoader<String, Map<String, Object>> orders) {
        return orders.load((String) ticket.get("orderId"));
    }

    private static String text(Board.Place place) {
        return "%s %s %s".formatted(place.status(), place.due() == null ? "" : place.due(), place.orderId());
    }

    private static Board.Place place(String text) {
        String[] parts = text.split(" ", 3);
        return new Board.Place(TicketStatus.valueOf(parts[0]), parts[1].isEmpty() ? null : Instant.parse(parts[1]), parts[2]);
    }
}
