package io.ordertrail.query.ticket;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.ticket.TicketEntry.Ticket;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the tickets. */
@Component
class TicketQuery {

    private static final Bson DUE_SOONEST_FIRST = Sorts.ascending(TicketProjection.DUE, TicketProjection.ID);

    private final Views views;
    private final TicketProjection tickets;

    TicketQuery(Views views, TicketProjection tickets) {
        this.views = views;
        this.tickets = tickets;
    }

    @QueryHandler
    Board handle(FindBoard query) {
        Generation<TicketEntry> live = views.live(tickets);
        live.requireSeen(query.tokens());
        live.requireFollowed(query.upTo());
        List<TicketEntry> open = live.collection()
                .find(and(eq(TicketProjection.RESTAURANT, query.restaurantId()), eq(TicketProjection.OPEN, true)))
                // In one batch: what comes later need not be open any more.
                .sort(DUE_SOONEST_FIRST).limit(Board.MOST + 1).batchSize(Board.MOST + 1)
                .map(Stored::entry).into(new ArrayList<>());
        if (open.isEmpty() && live.find(new RestaurantId(query.restaurantId()).toString()).isEmpty()) {
            throw unknown(query, live);
        }
        return Board.of(open);
    }

    /** A restaurant is followed apart from its tickets. One that has a ticket the token told of has opened, whether the view has got that far or not. */
    private Refusal unknown(FindBoard query, Generation<TicketEntry> live) {
        boolean hasTickets = live.entriesOf(query.tokens()).stream().map(TicketEntry::restaurantId)
                .anyMatch(new RestaurantId(query.restaurantId())::equals);
        return hasTickets ? Refusal.viewBehind(tickets.view()) : Refusal.notFound("restaurant", query.restaurantId());
    }

    @QueryHandler
    Optional<Board.Item> handle(FindTicket query) {
        Generation<TicketEntry> live = views.live(tickets);
        live.requireSeen(query.tokens());
        return live.find(query.orderId()).map(Stored::entry).filter(entry -> entry.ticket() != null).map(Board.Item::of);
    }

    @QueryHandler
    Optional<Ticket> handle(FindOrderTicket query) {
        Generation<TicketEntry> live = views.live(tickets);
        live.requireSeen(query.tokens());
        return live.find(query.orderId()).map(stored -> stored.entry().ticket());
    }
}
