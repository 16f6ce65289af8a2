package io.ordertrail.query.orderevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.event.EventRenderings;
import io.ordertrail.query.orderevents.FindOwners.Owner;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class OrderMomentsTest {

    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final OrderId LATER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BD");
    private static final OrderId OTHERS = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BE");
    private static final ConsumerId ADA = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final ConsumerId BOB = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JM");
    private static final RestaurantId AJANTA = new RestaurantId("01KAV9X7P5R3T1V9X7Z5B3D1FH");
    private static final Money SUM = Money.of("61.70", "EUR");
    private static final int LIMIT = 100;

    private FoldedViews folded;
    private OrderMomentsQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        OrderEventsProjection events = new OrderEventsProjection(EventRenderings.rendering());
        OrderSpansProjection spans = new OrderSpansProjection();
        folded = new FoldedViews(database, events, spans);
        query = new OrderMomentsQuery(folded.views(), events, spans);
    }

    @Test
    void theLastEventOfAnOrderIsTheLastOfAllItsAggregates() {
        folded.publish(placed(ORDER, ADA), placed(OTHERS, BOB), new PaymentAuthorized(AccountId.of(ADA), ORDER, SUM),
                new OrderApproved(ORDER), new TicketPickedUp(TicketId.of(OTHERS), OTHERS));

        assertThat(query.handle(new FindLastMoment(ORDER.value(), 5)).moments())
                .containsExactly(new OrderMoment(4, "OrderApproved", History.BEGIN.plusSeconds(3), ORDER.value(), ORDER.toString(), 1));
        assertThat(query.handle(new FindLastMoment("nobody", 5)).moments()).isEmpty();
    }

    @Test
    void whatAnOrderHasHadSinceComesInPages() {
        folded.publish(placed(ORDER, ADA), placed(OTHERS, BOB), new PaymentAuthorized(AccountId.of(ADA), ORDER, SUM),
                new OrderApproved(ORDER));

        OrderMoment.Page first = query.handle(new FindMomentsOfOrder(ORDER.value(), 0, 4, 2));
        assertThat(first.moments()).extracting(OrderMoment::position).containsExactly(1L, 3L);
        assertThat(first.last()).isFalse();
        OrderMoment.Page second = query.handle(new FindMomentsOfOrder(ORDER.value(), 3, 4, 2));
        assertThat(second.moments()).extracting(OrderMoment::type).containsExactly("OrderApproved");
        assertThat(second.last()).isTrue();
    }

    @Test
    void whatAConsumersOrdersHaveHadSinceIsInOrderOfPositionAcrossThem() {
        folded.publish(placed(ORDER, ADA), placed(OTHERS, BOB), placed(LATER, ADA), new OrderApproved(ORDER), new OrderApproved(OTHERS),
                new PaymentAuthorized(AccountId.of(ADA), LATER, SUM), new TicketPickedUp(TicketId.of(ORDER), ORDER));

        assertThat(ofAda(0, Instant.EPOCH)).containsExactly(1L, 3L, 4L, 6L, 7L);
        assertThat(ofAda(4, History.BEGIN.plusSeconds(3))).containsExactly(6L, 7L);
        assertThat(query.handle(new FindMomentsOfConsumer("nobody", 0, Instant.EPOCH, 7, LIMIT)).moments()).isEmpty();
    }

    @Test
    void aConsumerWithMoreOrdersThanAreLookedAtTogetherIsToldAllOfThem() {
        int orders = 3 * OrderMomentsQuery.ORDERS_AT_ONCE;
        for (int i = 0; i < orders; i++) {
            OrderId order = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0%04d".formatted(i));
            folded.publish(placed(order, ADA), new OrderApproved(order));
        }
        folded.publish(new OrderApproved(new OrderId("01KAV9Z5N3Q8T6M2X4R7W0%04d".formatted(0))));
        int events = 2 * orders + 1;

        List<Long> told = new ArrayList<>();
        long after = 0;
        Instant since = Instant.EPOCH;
        OrderMoment.Page page;
        do {
            page = query.handle(new FindMomentsOfConsumer(ADA.value(), after, since, events, LIMIT));
            assertThat(page.moments().size()).isLessThanOrEqualTo(LIMIT);
            page.moments().forEach(moment -> told.add(moment.position()));
            after = page.moments().getLast().position();
            since = page.moments().getLast().time();
        } while (!page.last());

        assertThat(told).hasSize(events).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void nothingIsToldBeforeTheViewsHaveComeThatFar() {
        folded.publish(placed(ORDER, ADA));

        assertThatThrownBy(() -> query.handle(new FindMomentsOfOrder(ORDER.value(), 0, 2, LIMIT))).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);
    }

    @Test
    void ordersAreFoundWithWhoseTheyAre() {
        folded.publish(placed(ORDER, ADA), new TicketPickedUp(TicketId.of(LATER), LATER));

        assertThat(query.handle(new FindOwners(List.of(ORDER.value(), LATER.value(), "nobody"), 2, List.of())).byOrder())
                .containsOnlyKeys(ORDER.value()).containsEntry(ORDER.value(), new Owner(ADA.value(), AJANTA.value()));
    }

    private List<Long> ofAda(long after, Instant since) {
        return query.handle(new FindMomentsOfConsumer(ADA.value(), after, since, 7, LIMIT)).moments().stream().map(OrderMoment::position)
                .toList();
    }

    private static OrderPlaced placed(OrderId order, ConsumerId consumer) {
        return new OrderPlaced(order, consumer, AJANTA, "Ajanta", List.of(), SUM, null, History.BEGIN, History.BEGIN, null, null, null);
    }
}
