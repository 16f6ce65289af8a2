package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.ID;
import static io.ordertrail.command.order.SampleOrder.OFFICE;
import static io.ordertrail.command.order.SampleOrder.PLACED_AT;
import static io.ordertrail.command.order.SampleOrder.REQUESTED_FOR;
import static io.ordertrail.command.order.SampleOrder.at;
import static io.ordertrail.command.order.SampleOrder.place;
import static io.ordertrail.command.order.SampleOrder.proposed;
import static io.ordertrail.command.order.SampleOrder.quantities;
import static io.ordertrail.command.order.SampleOrder.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertrail.command.Commands;
import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.MemoryCommandSide;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.order.OrderCommand.ApproveOrder;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.UndoCancellation;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviseOrderServiceTest {

    private static final Instant LATER = REQUESTED_FOR.plusSeconds(1800);

    private final MemoryCommandSide side = MemoryCommandSide.with(Order.class);
    private final Commands commands = side.commands();
    private final ScriptedRestaurants restaurants = new ScriptedRestaurants();
    private final ReviseOrderService desk = new ReviseOrderService(commands, restaurants, Clock.fixed(PLACED_AT, ZoneOffset.UTC));

    @BeforeEach
    void anApprovedOrder() {
        commands.send(place());
        commands.send(new ApproveOrder(ID));
    }

    @Test
    void newQuantitiesAreNotTheRestaurantsConcern() {
        Outcome outcome = desk.revise(ID, quantities("1", 10), ExpectedVersion.any());

        assertThat(outcome).isEqualTo(new Outcome(ID.toString(), "REVISION_PENDING", 2, 2, ""));
        assertThat(side.eventsOf(ID)).endsWith(proposed());
        assertThat(restaurants.asked).isEmpty();
    }

    @Test
    void theRestaurantIsAskedForAPlaceOrATimeThatChanges() {
        desk.revise(ID, to(OFFICE), ExpectedVersion.any());
        assertThat(restaurants.asked).containsExactly("check of %s, null".formatted(OFFICE.location()));
    }

    @Test
    void theRestaurantIsAskedForATimeThatChanges() {
        desk.revise(ID, at(LATER), ExpectedVersion.any());
        assertThat(restaurants.asked).containsExactly("check of null, " + LATER);
    }

    @Test
    void whatChangesNothingIsAnsweredWithThePresentState() {
        Outcome outcome = desk.revise(ID, at(REQUESTED_FOR), ExpectedVersion.any());

        assertThat(outcome).isEqualTo(new Outcome(ID.toString(), "APPROVED", 1, 1, ""));
        assertThat(restaurants.asked).isEmpty();
    }

    @Test
    void whatTheRestaurantRefusesIsNotProposed() {
        restaurants.meanwhile = () -> {
            throw Refusal.of(Code.OUT_OF_DELIVERY_AREA, "too far");
        };

        refused(to(OFFICE), ExpectedVersion.any(), Code.OUT_OF_DELIVERY_AREA);
        assertThat(side.eventsOf(ID)).hasSize(2);
    }

    @Test
    void aStaleVersionIsRefusedBeforeTheRestaurantIsAsked() {
        refused(to(OFFICE), ExpectedVersion.of("\"0\"", null), Code.PRECONDITION_FAILED);
        refused(to(OFFICE), ExpectedVersion.of(null, 0L), Code.STALE_VERSION);
        assertThat(restaurants.asked).isEmpty();
    }

    @Test
    void anOrderThatMovesWhileTheRestaurantIsAskedIsReviewedAgain() {
        restaurants.meanwhile = () -> {
            restaurants.meanwhile = () -> {
            };
            move();
        };

        Outcome outcome = desk.revise(ID, to(OFFICE), ExpectedVersion.any());

        assertThat(outcome.version()).isEqualTo(4);
        assertThat(side.eventsOf(ID)).last().isInstanceOf(OrderRevisionProposed.class);
        assertThat(restaurants.asked).hasSize(2);
    }

    @Test
    void anOrderThatMovesAwayFromTheVersionItsClientKnowsIsNotRevised() {
        restaurants.meanwhile = this::move;

        refused(to(OFFICE), ExpectedVersion.of("\"1\"", null), Code.PRECONDITION_FAILED);
        assertThat(restaurants.asked).hasSize(1);
    }

    @Test
    void anOrderThatNeverRestsIsGivenUp() {
        restaurants.meanwhile = this::move;

        refused(to(OFFICE), ExpectedVersion.any(), Code.STALE_VERSION);
        assertThat(restaurants.asked).hasSize(5);
    }

    private void move() {
        commands.send(new CancelOrder(ID, ExpectedVersion.any()));
        commands.send(new UndoCancellation(ID, "PREPARING"));
    }

    private void refused(Revision revision, ExpectedVersion expected, Code code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> desk.revise(ID, revision, expected)).returns(code, Refusal::code);
    }
}
