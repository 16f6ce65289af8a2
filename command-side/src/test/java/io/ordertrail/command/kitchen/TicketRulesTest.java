package io.ordertrail.command.kitchen;

import static io.ordertrail.command.kitchen.SampleTicket.ACCEPTED;
import static io.ordertrail.command.kitchen.SampleTicket.ACCEPT_BY;
import static io.ordertrail.command.kitchen.SampleTicket.CANCELLATION_REQUESTED;
import static io.ordertrail.command.kitchen.SampleTicket.CANCELLATION_UNDONE;
import static io.ordertrail.command.kitchen.SampleTicket.CREATED;
import static io.ordertrail.command.kitchen.SampleTicket.ID;
import static io.ordertrail.command.kitchen.SampleTicket.LINES;
import static io.ordertrail.command.kitchen.SampleTicket.NOW;
import static io.ordertrail.command.kitchen.SampleTicket.ORDER;
import static io.ordertrail.command.kitchen.SampleTicket.PROPOSAL;
import static io.ordertrail.command.kitchen.SampleTicket.READY_BY;
import static io.ordertrail.command.kitchen.SampleTicket.REQUESTED;
import static io.ordertrail.command.kitchen.SampleTicket.RESTAURANT;
import static io.ordertrail.command.kitchen.SampleTicket.REVISED;
import static io.ordertrail.command.kitchen.SampleTicket.REVISION_REQUESTED;
import static io.ordertrail.command.kitchen.SampleTicket.REVISION_UNDONE;
import static io.ordertrail.command.kitchen.SampleTicket.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.Refused;
import io.ordertrail.command.kitchen.TicketCommand.AbandonTicket;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicket;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.DeclineTicket;
import io.ordertrail.command.kitchen.TicketCommand.ExpireTicket;
import io.ordertrail.command.kitchen.TicketCommand.ForestallTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.command.kitchen.TicketCommand.RequestTicket;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketRevision;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TicketRulesTest {

    @Test
    void aReadyByThatIsNotInTheFutureIsRefused() {
        given(REQUESTED, CREATED).when(new AcceptTicket(ID, NOW, NOW))
                .expectException(Refused.with(Code.READY_BY_IN_PAST, "/readyBy"))
                .expectNoEvents();
    }

    @Test
    void aRepeatedAcceptanceIsOneEvenWhenItsReadyByHasPassed() {
        given(REQUESTED, CREATED, ACCEPTED).when(new AcceptTicket(ID, READY_BY, READY_BY.plusSeconds(1)))
                .expectResultMessagePayload(new Outcome(ID.toString(), "ACCEPTED", 2, 2, ""))
                .expectNoEvents();
    }

    @Test
    void aReadyByOverAYearAheadIsRefused() {
        Instant inAYear = NOW.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
        given(REQUESTED, CREATED).when(new AcceptTicket(ID, inAYear, NOW)).expectSuccessfulHandlerExecution();
        given(REQUESTED, CREATED).when(new AcceptTicket(ID, inAYear.plusMillis(1), NOW))
                .expectException(Refused.with(Code.INVALID, "/readyBy"))
                .expectNoEvents();
    }

    @Test
    void theStateIsAskedBeforeReadyBy() {
        given(REQUESTED).when(new AcceptTicket(ID, NOW, NOW)).expectException(Refused.inState("CREATE_PENDING"));
    }

    @Test
    void anAcceptedTicketCannotBeAcceptedForAnotherTime() {
        given(REQUESTED, CREATED, ACCEPTED).when(new AcceptTicket(ID, READY_BY.plusSeconds(60), NOW))
                .expectException(Refused.inState("ACCEPTED"))
                .expectNoEvents();
    }

    @Test
    void anotherTicketUnderTheSameIdIsRefused() {
        given(REQUESTED).when(new RequestTicket(ID, ORDER, RESTAURANT, lines(6)))
                .expectException(Refused.inState("CREATE_PENDING"));
    }

    @Test
    void aConfirmationWithAnotherDeadlineIsNoRepeat() {
        given(REQUESTED, CREATED).when(new ConfirmTicket(ID, ACCEPT_BY.plusSeconds(1)))
                .expectException(Refused.inState("AWAITING_ACCEPTANCE"));
    }

    @Test
    void decliningOrAbandoningForAnotherReasonIsNoRepeat() {
        given(REQUESTED, CREATED, new TicketDeclined(ID, ORDER, "Out of chicken")).when(new DeclineTicket(ID, "Out of rice"))
                .expectException(Refused.inState("CANCELLED"));
        given(REQUESTED, new TicketAbandoned(ID, ORDER, Rejection.CARD_LIMIT)).when(new AbandonTicket(ID, Rejection.CONSUMER_LIMIT))
                .expectException(Refused.inState("CANCELLED"));
    }

    @Test
    void theClockDeclinesAtTheDeadlineAndNotBefore() {
        given(REQUESTED, CREATED).when(new ExpireTicket(ID, ACCEPT_BY.minusMillis(1))).expectNoEvents();
        given(REQUESTED, CREATED).when(new ExpireTicket(ID, ACCEPT_BY))
                .expectEvents(new TicketDeclined(ID, ORDER, "Not accepted in time"));
    }

    @Test
    void theClockThatStruckWhileARevisionWasPendingDeclinesOnceTheTicketWaitsAgain() {
        given(REQUESTED, CREATED, REVISION_REQUESTED).when(new ExpireTicket(ID, ACCEPT_BY)).expectNoEvents();
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE).when(new ExpireTicket(ID, ACCEPT_BY))
                .expectEvents(new TicketDeclined(ID, ORDER, "Not accepted in time"));
    }

    @Test
    void whatWaitedBeforeARevisionWaitsAfterIt() {
        given(REQUESTED, CREATED, REVISION_REQUESTED).when(new ConfirmTicketRevision(ID, PROPOSAL))
                .expectResultMessagePayload(new Outcome(ID.toString(), "AWAITING_ACCEPTANCE", 3, 3, ""))
                .expectEvents(REVISED);
        given(REQUESTED, CREATED, ACCEPTED, REVISION_REQUESTED).when(new ConfirmTicketRevision(ID, PROPOSAL))
                .expectResultMessagePayload(new Outcome(ID.toString(), "ACCEPTED", 4, 4, ""));
        given(REQUESTED, CREATED, ACCEPTED, CANCELLATION_REQUESTED).when(new UndoTicketCancellation(ID))
                .expectResultMessagePayload(new Outcome(ID.toString(), "ACCEPTED", 4, 4, ""));
    }

    @Test
    void anUndoneCancellationIsNoLongerARepeatOnceTheKitchenHasGoneOn() {
        given(REQUESTED, CREATED, CANCELLATION_REQUESTED, CANCELLATION_UNDONE, ACCEPTED).when(new UndoTicketCancellation(ID))
                .expectException(Refused.inState("ACCEPTED"));
    }

    @Test
    void theNextProposalIsANewOne() {
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE).when(new BeginTicketRevision(ID, 4, lines(10)))
                .expectEvents(new TicketRevisionRequested(ID, ORDER, 4, lines(10)));
    }

    @Test
    void anotherProposalWaitsForThePendingOne() {
        given(REQUESTED, CREATED, REVISION_REQUESTED).when(new BeginTicketRevision(ID, 4, lines(10)))
                .expectException(Refused.inState("REVISION_PENDING"));
        given(REQUESTED, CREATED, REVISION_REQUESTED).when(new ConfirmTicketRevision(ID, 4))
                .expectException(Refused.inState("REVISION_PENDING"));
        given(REQUESTED, CREATED, REVISION_REQUESTED).when(new UndoTicketRevision(ID, 4))
                .expectException(Refused.inState("REVISION_PENDING"));
    }

    @Test
    void aFinishedProposalIsLeftAloneInEveryLaterState() {
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISED, ACCEPTED, new TicketPreparationStarted(ID, ORDER))
                .when(new BeginTicketRevision(ID, PROPOSAL, lines(10)))
                .expectResultMessagePayload(new Outcome(ID.toString(), "PREPARING", 5, 5, ""))
                .expectNoEvents();
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE, new TicketRevisionRequested(ID, ORDER, 4, LINES))
                .when(new UndoTicketRevision(ID, PROPOSAL))
                .expectResultMessagePayload(new Outcome(ID.toString(), "REVISION_PENDING", 4, 4, ""))
                .expectNoEvents();
    }

    @Test
    void whatWasForestalledNeverBeginsAndTheNextProposalDoes() {
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE).when(new BeginTicketRevision(ID, PROPOSAL, lines(10)))
                .expectException(Refused.inState("AWAITING_ACCEPTANCE"));
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE, new TicketRevisionRequested(ID, ORDER, 4, lines(10)),
                new TicketRevised(ID, ORDER, 4, lines(10))).when(new BeginTicketRevision(ID, PROPOSAL, lines(10)))
                .expectException(Refused.inState("AWAITING_ACCEPTANCE"));
        given(REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE).when(new ForestallTicketRevision(ID, 4, lines(10)))
                .expectEvents(new TicketRevisionRequested(ID, ORDER, 4, lines(10)), new TicketRevisionUndone(ID, ORDER, 4));
    }

    @Test
    void aTicketIsShownWithItsStateAndVersion() {
        given(REQUESTED, CREATED).when(new ShowTicket(ID))
                .expectResultMessagePayload(new Outcome(ID.toString(), "AWAITING_ACCEPTANCE", 1, 1, ""));
    }

    @Test
    void onlyWhatIsReadyCanBeHandedOver() {
        given(REQUESTED, CREATED, ACCEPTED, new TicketPreparationStarted(ID, ORDER)).when(new HandOver(ID))
                .expectException(Refused.inState("PREPARING"));
    }

    /** No snapshots are taken yet; that they could be depends on nothing but plain fields. */
    @Test
    void aTicketReadFromItsFieldsEqualsTheOneMadeByItsEvents() {
        JsonMapper.Builder builder = JsonMapper.builder();
        NamedTypeSerializer.configure(builder);
        JsonMapper mapper = builder.changeDefaultVisibility(visibility -> visibility
                .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY))
                .build();
        given(REQUESTED, CREATED, ACCEPTED, REVISION_REQUESTED, REVISED).when(new StartPreparing(ID)).expectState(ticket -> {
            Ticket read = mapper.readValue(mapper.writeValueAsString(ticket), Ticket.class);
            assertThat(read).usingRecursiveComparison().isEqualTo(ticket);
            assertThat(read).hasNoNullFieldsOrPropertiesExcept("reason");
        });
    }

    private static TestExecutor<Ticket> given(Object... events) {
        return new AggregateTestFixture<>(Ticket.class).given(events);
    }
}
