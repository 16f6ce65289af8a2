package io.ordertrail.query.ticket;

import static io.ordertrail.query.ticket.Tickets.AJANTA;
import static io.ordertrail.query.ticket.Tickets.DISHES;
import static io.ordertrail.query.ticket.Tickets.NOON;
import static io.ordertrail.query.ticket.Tickets.accepted;
import static io.ordertrail.query.ticket.Tickets.created;
import static io.ordertrail.query.ticket.Tickets.opened;
import static io.ordertrail.query.ticket.Tickets.placed;
import static io.ordertrail.query.ticket.Tickets.requested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class TicketQueryTest {

    private final TicketProjection projection = new TicketProjection();
    private FoldedViews folded;
    private TicketQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new TicketQuery(folded.views(), projection);
    }

    @Test
    void aBoardShowsWhatTheKitchenNeedsOfEachOpenTicket() {
        folded.publish(opened(), placed("1", NOON), requested("1"), created("1"), accepted("1", NOON.plusSeconds(60)),
                placed("2", NOON), requested("2"), new TicketPickedUp(new TicketId("2"), new OrderId("2")));
        assertThat(board()).isEqualTo(new Board(List.of(new Board.Item(new OrderId("1"), new TicketId("1"), TicketStatus.ACCEPTED,
                NOON.plusSeconds(60), NOON, DISHES)), null));
    }

    @Test
    void itIsByStateAndInEachTheDueSoonestFirst() {
        folded.publish(opened());
        // In this order due, but for what the kitchen has promised otherwise.
        List.of("pending", "b", "a", "late", "soon", "undecided").forEach(order -> folded.publish(
                placed(order, NOON.plusSeconds(order.length())), requested(order)));
        List.of("b", "a", "late", "soon", "undecided").forEach(order -> folded.publish(created(order)));
        folded.publish(accepted("late", NOON.plusSeconds(1_000)), accepted("soon", NOON.plusSeconds(500)),
                new TicketCancellationRequested(new TicketId("undecided"), new OrderId("undecided")));
        assertThat(board().items()).extracting(item -> item.orderId().value())
                .containsExactly("a", "b", "soon", "late", "undecided", "pending");
    }

    @Test
    void anEmptyBoardIsToldFromAnUnknownRestaurants() {
        assertRefused(Code.NOT_FOUND, () -> board());
        folded.publish(opened(), new RestaurantRenamed(AJANTA, "Taj Mahal"));
        assertThat(board().items()).isEmpty();
        for (String id : List.of("nobody", "$ne", "", "\0", "'\"", "x".repeat(10_000))) {
            assertRefused(Code.NOT_FOUND, () -> query.handle(new FindBoard(id, 0, List.of())));
        }
    }

    @Test
    void ofTooManyTheDueSoonestAreShownAndItIsSaidThatThereAreMore() {
        List<DomainEvent> events = new ArrayList<>(List.of(opened()));
        for (int i = 0; i < Board.MOST; i++) {
            String order = "%03d".formatted(i);
            events.addAll(List.of(placed(order, NOON.plusSeconds(Board.MOST - i)), requested(order)));
        }
        folded.publish(events.toArray(DomainEvent[]::new));
        assertThat(board().items()).hasSize(Board.MOST);
        assertThat(board().more()).isNull();
        folded.publish(placed("late", NOON.plusSeconds(10_000)), requested("late"), created("late"));
        assertThat(board().items()).hasSize(Board.MOST).noneMatch(item -> item.orderId().value().equals("late"));
        assertThat(board().items().getFirst().orderId().value()).isEqualTo("%03d".formatted(Board.MOST - 1));
        assertThat(board().more()).isTrue();
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsFolded() {
        folded.publish(opened(), placed("1", NOON), requested("1"));
        assertThat(board(new ConsistencyToken("ticket-1", 0, ""), new ConsistencyToken("order-1", 0, ""),
                new ConsistencyToken("restaurant-ajanta", 0, ""), new ConsistencyToken("delivery-1", 5, "")).items()).hasSize(1);
        for (ConsistencyToken unseen : List.of(new ConsistencyToken("ticket-1", 1, ""), new ConsistencyToken("order-1", 1, ""),
                new ConsistencyToken("restaurant-ajanta", 1, ""), new ConsistencyToken("ticket-2", 0, ""))) {
            assertRefused(Code.VIEW_BEHIND, () -> board(unseen));
        }
        folded.publish(created("1"));
        assertThat(board(new ConsistencyToken("ticket-1", 1, "")).items().getFirst().status())
                .isEqualTo(TicketStatus.AWAITING_ACCEPTANCE);
    }

    /** Of the kind that a token's event shows in one document and what it rests on, in another one, does not yet. */
    @Test
    void aRestaurantOfAKnownOrderIsNeverUnknownToWhoBringsItsToken() {
        folded.publish(placed("1", NOON));
        assertRefused(Code.VIEW_BEHIND, () -> board(new ConsistencyToken("order-1", 0, "")));
        assertRefused(Code.NOT_FOUND, () -> board());
        assertRefused(Code.NOT_FOUND,
                () -> query.handle(new FindBoard("nobody", 0, List.of(new ConsistencyToken("order-1", 0, "")))));
        folded.publish(requested("1"), new TicketPickedUp(new TicketId("1"), new OrderId("1")));
        assertRefused(Code.VIEW_BEHIND, () -> board(new ConsistencyToken("ticket-1", 1, "")));
        folded.publish(opened());
        assertThat(board(new ConsistencyToken("ticket-1", 1, "")).items()).isEmpty();
    }

    private Board board(ConsistencyToken... tokens) {
        return query.handle(new FindBoard(AJANTA.value(), 0, Arrays.asList(tokens)));
    }

    private static void assertRefused(Code code, ThrowingCallable asking) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
