package io.ordertrail.query.live;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.ticket.Board;
import io.ordertrail.query.ticket.FindBoard;
import io.ordertrail.query.ticket.FindTicket;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A board, and its tickets one by one. */
record BoardContent(Queries queries, JsonMapper json) implements LiveContent {

    @Override
    public String of(String orderId, List<ConsistencyToken> seen) {
        return json.writeValueAsString(queries.askOptional(new FindTicket(orderId, seen), Board.Item.class)
                .orElseThrow(() -> Refusal.notFound("ticket", orderId)));
    }

    @Override
    public String whole(String restaurantId, long upTo) {
        return json.writeValueAsString(queries.ask(new FindBoard(restaurantId, upTo, List.of()), Board.class));
    }

    @Override
    public String name(String eventType) {
        return "ticket";
    }
}
