package io.ordertrail.query.orderevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.query.event.EventRenderings;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class OrderEventsTest {

    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final OrderId OTHER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BD");
    private static final TicketId TICKET = TicketId.of(ORDER);
    private static final DeliveryId DELIVERY = DeliveryId.of(ORDER);
    private static final AccountId ACCOUNT = new AccountId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final CourierId COURIER = new CourierId("01KAV9W0A1B2C3D4E5F6G7H8JK");
    private static final Money SUM = Money.of("61.70", "EUR");

    private final EventRendering rendering = EventRenderings.rendering();
    private final OrderEventsProjection projection = new OrderEventsProjection(rendering);
    private FoldedViews folded;
    private OrderEventsQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new OrderEventsQuery(folded.views(), projection, rendering);
    }

    @Test
    void everythingThatConcernsTheOrderIsShownInOrderOfPositionAndNothingElse() {
        folded.publish(new OrderApproved(OTHER), new AccountOpened(ACCOUNT, new ConsumerId(ACCOUNT.value())), new OrderApproved(ORDER),
                new PaymentAuthorized(ACCOUNT, OTHER, SUM), new PaymentAuthorized(ACCOUNT, ORDER, SUM), new TicketPickedUp(TICKET, ORDER),
                new DeliveryCancelled(DELIVERY, ORDER, COURIER), new CourierFreed(COURIER, DELIVERY, ORDER),
                new OrderRejected(ORDER, Rejection.CARD_LIMIT));

        assertThat(find(ORDER)).extracting(FeedEvent::type)
                .containsExactly("OrderApproved", "PaymentAuthorized", "TicketPickedUp", "DeliveryCancelled", "OrderRejected");
        assertThat(find(ORDER)).extracting(FeedEvent::position).containsExactly(3L, 5L, 6L, 7L, 9L);
        assertThat(find(OTHER)).extracting(FeedEvent::type).containsExactly("OrderApproved", "PaymentAuthorized");
    }

    @Test
    void aStoredEventIsShownExactlyAsTheFeedShowsIt() {
        History history = History.of(new OrderApproved(ORDER), new PaymentAuthorized(ACCOUNT, ORDER, SUM));
        folded.publish(new OrderApproved(ORDER), new PaymentAuthorized(ACCOUNT, ORDER, SUM));

        assertThat(find(ORDER)).usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactlyElementsOf(history.recorded().stream().map(rendering::render).toList());
        assertThat(find(ORDER).getLast().payload()).isEqualTo("{\"accountId\":\"01KAV9Y0A1B2C3D4E5F6G7H8JK\","
                + "\"orderId\":\"01KAV9Z5N3Q8T6M2X4R7W0Y1BC\",\"amount\":{\"amount\":\"61.70\",\"currency\":\"EUR\"}}");
    }

    @Test
    void anUnknownOrderHasNoEvents() {
        folded.publish(new OrderApproved(ORDER));

        assertThat(query.handle(new FindOrderEvents("01KAV9Z5N3Q8T6M2X4R7W0Y1B", List.of())).events()).isEmpty();
        assertThat(query.handle(new FindOrderEvents("$gt.\"'\0", List.of())).events()).isEmpty();
    }

    @Test
    void anEventThatCannotBeShownIsLeftOutAndTheOthersAreNot(MongoDatabase database) {
        folded.publish(new OrderApproved(ORDER), new OrderRejected(ORDER, Rejection.CARD_LIMIT));
        database.getCollection("order-events.1").updateOne(Filters.eq(ORDER.value() + "/order/0000000000"), Updates.unset("d"));

        assertThat(find(ORDER)).extracting(FeedEvent::type).containsExactly("OrderRejected");
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsShown() {
        ConsistencyToken payment = new ConsistencyToken(ACCOUNT.toString(), 0, ORDER.value());
        ConsistencyToken ticket = new ConsistencyToken(TICKET.toString(), 1, "");
        folded.publish(new OrderApproved(ORDER), new TicketPickedUp(TICKET, ORDER));
        assertBehind(payment);
        assertBehind(ticket);

        folded.publish(new PaymentAuthorized(ACCOUNT, ORDER, SUM), new TicketPickedUp(TICKET, ORDER));

        assertThat(find(ORDER, payment, ticket)).hasSize(4);
    }

    @Test
    void aTokenOfAnAccountThatNamesNoOrderAndOneOfACourierAreNotWaitedFor() {
        folded.publish(new OrderApproved(ORDER));

        assertThat(find(ORDER, new ConsistencyToken(ACCOUNT.toString(), 5, ""), new ConsistencyToken(COURIER.toString(), 5, ORDER.value())))
                .hasSize(1);
    }

    @Test
    void allEventsOfAnOrderShareTheirKeyUpToTheSlash() {
        List<RecordedEvent> events = History.of(new OrderApproved(ORDER), new TicketPickedUp(TICKET, ORDER)).recorded();

        assertThat(events).extracting(projection::keyOf)
                .containsExactly(ORDER.value() + "/order/0000000000", ORDER.value() + "/ticket/0000000000");
    }

    private void assertBehind(ConsistencyToken token) {
        assertThatThrownBy(() -> find(ORDER, token)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);
    }

    private List<FeedEvent> find(OrderId order, ConsistencyToken... tokens) {
        return query.handle(new FindOrderEvents(order.value(), Arrays.asList(tokens))).events();
    }
}
