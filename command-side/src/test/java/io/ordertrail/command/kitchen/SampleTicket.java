package io.ordertrail.command.kitchen;

import io.ordertrail.command.kitchen.TicketCommand.RequestTicket;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import java.time.Instant;
import java.util.List;

/** A ticket for five vindaloos, to be accepted until 17:15 and ready by 17:40, and what is often done to it. */
final class SampleTicket {

    static final OrderId ORDER = new OrderId("01HZZZZZZZZZZZZZZZZZZZZZZ1");
    static final TicketId ID = TicketId.of(ORDER);
    static final RestaurantId RESTAURANT = new RestaurantId("01HZZZZZZZZZZZZZZZZZZZZZZ3");
    static final Instant NOW = Instant.parse("2026-11-21T17:01:00Z");
    static final Instant ACCEPT_BY = Instant.parse("2026-11-21T17:15:00Z");
    static final Instant READY_BY = Instant.parse("2026-11-21T17:40:00Z");
    static final long PROPOSAL = 2;
    static final List<TicketLine> LINES = lines(5);

    static final TicketRequested REQUESTED = new TicketRequested(ID, ORDER, RESTAURANT, LINES);
    static final TicketCreated CREATED = new TicketCreated(ID, ORDER, ACCEPT_BY);
    static final TicketAccepted ACCEPTED = new TicketAccepted(ID, ORDER, READY_BY);
    static final TicketCancellationRequested CANCELLATION_REQUESTED = new TicketCancellationRequested(ID, ORDER);
    static final TicketCancellationUndone CANCELLATION_UNDONE = new TicketCancellationUndone(ID, ORDER);
    static final TicketRevisionRequested REVISION_REQUESTED = new TicketRevisionRequested(ID, ORDER, PROPOSAL, lines(10));
    static final TicketRevised REVISED = new TicketRevised(ID, ORDER, PROPOSAL, lines(10));
    static final TicketRevisionUndone REVISION_UNDONE = new TicketRevisionUndone(ID, ORDER, PROPOSAL);

    private SampleTicket() {
    }

    static RequestTicket request() {
        return new RequestTicket(ID, ORDER, RESTAURANT, LINES);
    }

    static List<TicketLine> lines(int quantity) {
        return List.of(new TicketLine("1", "Chicken Vindaloo", quantity));
    }
}
