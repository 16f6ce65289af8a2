package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.CONSUMER;
import static io.ordertrail.command.order.SampleOrder.HOME;
import static io.ordertrail.command.order.SampleOrder.ID;
import static io.ordertrail.command.order.SampleOrder.KITCHEN;
import static io.ordertrail.command.order.SampleOrder.NAAN;
import static io.ordertrail.command.order.SampleOrder.OFFICE;
import static io.ordertrail.command.order.SampleOrder.PLACED_AT;
import static io.ordertrail.command.order.SampleOrder.REQUESTED_FOR;
import static io.ordertrail.command.order.SampleOrder.RESTAURANT;
import static io.ordertrail.command.order.SampleOrder.VINDALOO;
import static io.ordertrail.command.order.SampleOrder.at;
import static io.ordertrail.command.order.SampleOrder.eur;
import static io.ordertrail.command.order.SampleOrder.placed;
import static io.ordertrail.command.order.SampleOrder.proposed;
import static io.ordertrail.command.order.SampleOrder.quantities;
import static io.ordertrail.command.order.SampleOrder.revise;
import static io.ordertrail.command.order.SampleOrder.to;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.Refused;
import io.ordertrail.command.order.OrderCommand.ConfirmRevision;
import io.ordertrail.command.order.OrderCommand.ReviewRevision;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.command.order.OrderCommand.UndoRevision;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Place;
import io.ordertrail.platform.refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class OrderRevisionRulesTest {

    private static final OrderApproved APPROVED = new OrderApproved(ID);
    private static final Instant LATER = REQUESTED_FOR.plusSeconds(1800);

    @Test
    void aRevisionChangesQuantitiesPlaceAndTimeAtTheFrozenPrices() {
        approved().when(revise(new Revision(Map.of("1", 2), OFFICE, LATER)))
                .expectEvents(proposal(List.of(VINDALOO.withQuantity(2), NAAN), "27.68", LATER, OFFICE));
    }

    @Test
    void quantityZeroRemovesALine() {
        approved().when(revise(quantities("2", 0))).expectEvents(proposal(List.of(VINDALOO), "61.70", REQUESTED_FOR, HOME));
    }

    @Test
    void theLastLineCannotBeRemoved() {
        approved().when(revise(quantities("1", 0, "2", 0))).expectException(Refused.with(Code.INVALID, "/lines")).expectNoEvents();
    }

    @Test
    void anItemThatIsNotInTheOrderIsRefusedByItsLine() {
        approved().when(revise(quantities("1", 1, "9", 1)))
                .expectException(Refused.with(Code.INVALID, "/lines/1/menuItemId"))
                .expectNoEvents();
    }

    @Test
    void aLineThatARevisionRemovedCannotComeBack() {
        given(APPROVED, proposed(), new OrderRevised(ID, List.of(VINDALOO), eur("61.70"), REQUESTED_FOR, HOME))
                .when(revise(quantities("2", 1)))
                .expectException(Refused.with(Code.INVALID, "/lines/0/menuItemId"));
    }

    @Test
    void aRevisionThatNamesWhatIsThereAlreadyChangesNothing() {
        approved().when(revise(new Revision(Map.of("1", 5), HOME, REQUESTED_FOR)))
                .expectResultMessagePayload(new Outcome(ID.toString(), OrderStatus.APPROVED.name(), 1, 1, ""))
                .expectNoEvents();
    }

    @Test
    void theMinimumHoldsForRevisionsToo() {
        approved().when(revise(quantities("1", 0))).expectException(Refused.with(Code.ORDER_MINIMUM_NOT_MET, null)).expectNoEvents();
    }

    @Test
    void aTotalOfJustTheMinimumIsEnough() {
        new AggregateTestFixture<>(Order.class).given(placedWithMinimum(eur("12.34")), APPROVED)
                .when(revise(quantities("1", 1, "2", 0)))
                .expectEvents(proposal(List.of(VINDALOO.withQuantity(1)), "12.34", REQUESTED_FOR, HOME));
    }

    @Test
    void withoutAMinimumAnyTotalWillDo() {
        new AggregateTestFixture<>(Order.class).given(placedWithMinimum(null), APPROVED)
                .when(revise(quantities("1", 0)))
                .expectEvents(proposal(List.of(NAAN), "3.00", REQUESTED_FOR, HOME));
    }

    @Test
    void aNewTimeMustNotBePast() {
        approved().when(revise(at(PLACED_AT.minusMillis(1)))).expectException(Refused.with(Code.INVALID, "/requestedFor")).expectNoEvents();
    }

    @Test
    void aNewTimeAMinuteAgoIsNow() {
        ReviseOrder aMinuteLater = revise(at(PLACED_AT));
        approved().when(aMinuteLater).expectSuccessfulHandlerExecution();
        approved().when(new ReviewRevision(ID, aMinuteLater.revision(), ExpectedVersion.any(), aMinuteLater.at()))
                .expectResultMessagePayload(new RevisionReview(RESTAURANT, null, aMinuteLater.at(), 1));
    }

    @Test
    void aNewTimeOverAYearAheadIsRefused() {
        approved().when(revise(at(PLACED_AT.plus(Duration.ofDays(367))))).expectException(Refused.with(Code.INVALID, "/requestedFor"))
                .expectNoEvents();
    }

    @Test
    void aTimeThatHasPassedMayStay() {
        approved().when(new ReviseOrder(ID, new Revision(Map.of("1", 10), null, REQUESTED_FOR), ExpectedVersion.any(), LATER))
                .expectEvents(proposed());
    }

    @Test
    void aRepeatedRevisionIsNoneEvenWhenItsTimeHasPassed() {
        Revision revision = at(LATER);
        given(APPROVED, proposal(List.of(VINDALOO, NAAN), "64.70", LATER, HOME))
                .when(new ReviseOrder(ID, revision, ExpectedVersion.any(), LATER.plusSeconds(1)))
                .expectResultMessagePayload(new Outcome(ID.toString(), OrderStatus.REVISION_PENDING.name(), 2, 2, ""))
                .expectNoEvents();
    }

    @Test
    void anotherRevisionWaitsForThePendingOne() {
        given(APPROVED, proposed()).when(revise(quantities("1", 11)))
                .expectException(Refused.inState("REVISION_PENDING"))
                .expectNoEvents();
    }

    @Test
    void theStateIsAskedBeforeTheContent() {
        given().when(revise(quantities("9", 1))).expectException(Refused.inState("APPROVAL_PENDING"));
    }

    @Test
    void theNextRevisionStartsFromTheLastOne() {
        given(APPROVED, proposed(), revised()).when(revise(quantities("2", 2)))
                .expectEvents(proposal(List.of(VINDALOO.withQuantity(10), NAAN.withQuantity(2)), "129.40", REQUESTED_FOR, HOME));
    }

    @Test
    void aRefusedRevisionLeavesNothingBehind() {
        given(APPROVED, proposed(), new OrderRevisionRefused(ID, "CARD_LIMIT")).when(revise(quantities("2", 2)))
                .expectEvents(proposal(List.of(VINDALOO, NAAN.withQuantity(2)), "67.70", REQUESTED_FOR, HOME));
    }

    @Test
    void aLateConfirmationOfAnEarlierProposalDoesNotConfirmTheNext() {
        given(APPROVED, proposed(), new OrderRevisionRefused(ID, "CARD_LIMIT"), proposed()).when(new ConfirmRevision(ID, 2))
                .expectException(Refused.inState("REVISION_PENDING"))
                .expectNoEvents();
    }

    @Test
    void aLateUndoingOfAnEarlierProposalDoesNotUndoTheNext() {
        given(APPROVED, proposed(), new OrderRevisionRefused(ID, "CARD_LIMIT"), proposed()).when(new UndoRevision(ID, 2, "CARD_LIMIT"))
                .expectException(Refused.inState("REVISION_PENDING"))
                .expectNoEvents();
    }

    @Test
    void aRevisionUndoneForAnotherReasonIsNoRepeat() {
        given(APPROVED, proposed(), new OrderRevisionRefused(ID, "CARD_LIMIT")).when(new UndoRevision(ID, 2, "PREPARING"))
                .expectException(Refused.inState("APPROVED"));
    }

    @Test
    void aReviewTellsWhatTheRestaurantMustBeAsked() {
        approved().when(review(new Revision(Map.of("1", 2), OFFICE, LATER)))
                .expectResultMessagePayload(new RevisionReview(RESTAURANT, OFFICE.location(), LATER, 1))
                .expectNoEvents();
    }

    @Test
    void aReviewAsksNothingOfTheRestaurantForQuantitiesOrWhatStays() {
        approved().when(review(new Revision(Map.of("1", 2), HOME, REQUESTED_FOR)))
                .expectResultMessagePayload(new RevisionReview(RESTAURANT, null, null, 1))
                .expectNoEvents();
    }

    @Test
    void aReviewOfARepeatAsksNothing() {
        given(APPROVED, proposal(List.of(VINDALOO, NAAN), "64.70", REQUESTED_FOR, OFFICE)).when(review(to(OFFICE)))
                .expectResultMessagePayload(new RevisionReview(RESTAURANT, null, null, 2));
    }

    @Test
    void aReviewIsRefusedLikeTheRevisionItself() {
        approved().when(review(quantities("9", 1))).expectException(Refused.with(Code.INVALID, "/lines/0/menuItemId"));
    }

    private static OrderRevised revised() {
        OrderRevisionProposed proposed = proposed();
        return new OrderRevised(ID, proposed.lines(), proposed.total(), proposed.requestedFor(), proposed.deliverTo());
    }

    private static OrderRevisionProposed proposal(List<OrderLine> lines, String total, Instant requestedFor, Place deliverTo) {
        return new OrderRevisionProposed(ID, CONSUMER, lines, eur(total), requestedFor, deliverTo);
    }

    private static ReviewRevision review(Revision revision) {
        ReviseOrder revise = revise(revision);
        return new ReviewRevision(ID, revision, revise.expected(), revise.at());
    }

    private static OrderPlaced placedWithMinimum(Money minimum) {
        return new OrderPlaced(ID, CONSUMER, RESTAURANT, "Ajanta", List.of(VINDALOO, NAAN), eur("64.70"), minimum, PLACED_AT, REQUESTED_FOR,
                null,
                KITCHEN, HOME);
    }

    private static TestExecutor<Order> approved() {
        return given(APPROVED);
    }

    private static TestExecutor<Order> given(OrderEvent... events) {
        return new AggregateTestFixture<>(Order.class).given(placed()).andGiven((Object[]) events);
    }
}
