package io.ordertrail.command.kitchen;

import static io.ordertrail.command.kitchen.SampleTicket.ACCEPTED;
import static io.ordertrail.command.kitchen.SampleTicket.ACCEPT_BY;
import static io.ordertrail.command.kitchen.SampleTicket.CANCELLATION_REQUESTED;
import static io.ordertrail.command.kitchen.SampleTicket.CANCELLATION_UNDONE;
import static io.ordertrail.command.kitchen.SampleTicket.CREATED;
import static io.ordertrail.command.kitchen.SampleTicket.ID;
import static io.ordertrail.command.kitchen.SampleTicket.NOW;
import static io.ordertrail.command.kitchen.SampleTicket.ORDER;
import static io.ordertrail.command.kitchen.SampleTicket.PROPOSAL;
import static io.ordertrail.command.kitchen.SampleTicket.READY_BY;
import static io.ordertrail.command.kitchen.SampleTicket.REQUESTED;
import static io.ordertrail.command.kitchen.SampleTicket.REVISED;
import static io.ordertrail.command.kitchen.SampleTicket.REVISION_REQUESTED;
import static io.ordertrail.command.kitchen.SampleTicket.REVISION_UNDONE;
import static io.ordertrail.command.kitchen.SampleTicket.lines;
import static io.ordertrail.command.kitchen.SampleTicket.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Refused;
import io.ordertrail.command.kitchen.TicketCommand.AbandonTicket;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicket;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.DeclineTicket;
import io.ordertrail.command.kitchen.TicketCommand.ExpireTicket;
import io.ordertrail.command.kitchen.TicketCommand.ForestallTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.command.kitchen.TicketCommand.MarkReady;
import io.ordertrail.command.kitchen.TicketCommand.RequestTicket;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketRevision;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketReadyForPickup;
import io.ordertrail.events.TicketStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every state: what the table lists happens, what has just happened does not happen twice, all else is refused. */
class TicketTableTest {

    private static final TicketAbandoned ABANDONED = new TicketAbandoned(ID, ORDER, Rejection.CARD_LIMIT);
    private static final TicketDeclined DECLINED = new TicketDeclined(ID, ORDER, "Out of chicken");
    private static final TicketPreparationStarted STARTED = new TicketPreparationStarted(ID, ORDER);
    private static final TicketReadyForPickup READY = new TicketReadyForPickup(ID, ORDER);
    private static final TicketPickedUp PICKED_UP = new TicketPickedUp(ID, ORDER);
    private static final TicketCancelled CANCELLED = new TicketCancelled(ID, ORDER);

    /** Every state, and each way into it that the ticket must tell from others. */
    enum History {
        REQUESTED_ONLY(TicketStatus.CREATE_PENDING, REQUESTED),
        WAITING(TicketStatus.AWAITING_ACCEPTANCE, REQUESTED, CREATED),
        WAITING_AGAIN(TicketStatus.AWAITING_ACCEPTANCE, REQUESTED, CREATED, CANCELLATION_REQUESTED, CANCELLATION_UNDONE),
        WAITING_REVISED(TicketStatus.AWAITING_ACCEPTANCE, REQUESTED, CREATED, REVISION_REQUESTED, REVISED),
        WAITING_UNREVISED(TicketStatus.AWAITING_ACCEPTANCE, REQUESTED, CREATED, REVISION_REQUESTED, REVISION_UNDONE),
        ACCEPTED_ONCE(TicketStatus.ACCEPTED, REQUESTED, CREATED, ACCEPTED),
        ACCEPTED_STILL(TicketStatus.ACCEPTED, REQUESTED, CREATED, ACCEPTED, CANCELLATION_REQUESTED, CANCELLATION_UNDONE),
        ACCEPTED_REVISED(TicketStatus.ACCEPTED, REQUESTED, CREATED, ACCEPTED, REVISION_REQUESTED, REVISED),
        IN_PREPARATION(TicketStatus.PREPARING, REQUESTED, CREATED, ACCEPTED, STARTED),
        ON_THE_COUNTER(TicketStatus.READY_FOR_PICKUP, REQUESTED, CREATED, ACCEPTED, STARTED, READY),
        GONE(TicketStatus.PICKED_UP, REQUESTED, CREATED, ACCEPTED, STARTED, READY, PICKED_UP),
        CANCELLING_WAITING(TicketStatus.CANCEL_PENDING, REQUESTED, CREATED, CANCELLATION_REQUESTED),
        CANCELLING_ACCEPTED(TicketStatus.CANCEL_PENDING, REQUESTED, CREATED, ACCEPTED, CANCELLATION_REQUESTED),
        REVISING_WAITING(TicketStatus.REVISION_PENDING, REQUESTED, CREATED, REVISION_REQUESTED),
        REVISING_ACCEPTED(TicketStatus.REVISION_PENDING, REQUESTED, CREATED, ACCEPTED, REVISION_REQUESTED),
        CANCELLED_BY_ORDER(TicketStatus.CANCELLED, REQUESTED, CREATED, CANCELLATION_REQUESTED, CANCELLED),
        CANCELLED_BY_DECLINING(TicketStatus.CANCELLED, REQUESTED, CREATED, DECLINED),
        CANCELLED_BY_ABANDONING(TicketStatus.CANCELLED, REQUESTED, ABANDONED);

        private final TicketStatus status;
        private final List<TicketEvent> events;

        History(TicketStatus status, TicketEvent... events) {
            this.status = status;
            this.events = List.of(events);
        }
    }

    private static final RequestTicket REQUEST = request();
    private static final ConfirmTicket CONFIRM = new ConfirmTicket(ID, ACCEPT_BY);
    private static final AbandonTicket ABANDON = new AbandonTicket(ID, Rejection.CARD_LIMIT);
    private static final AcceptTicket ACCEPT = new AcceptTicket(ID, READY_BY, NOW);
    private static final DeclineTicket DECLINE = new DeclineTicket(ID, "Out of chicken");
    private static final ExpireTicket EXPIRE = new ExpireTicket(ID, ACCEPT_BY);
    private static final StartPreparing START = new StartPreparing(ID);
    private static final MarkReady MARK_READY = new MarkReady(ID);
    private static final HandOver HAND_OVER = new HandOver(ID);
    private static final BeginTicketCancellation BEGIN_CANCELLATION = new BeginTicketCancellation(ID);
    private static final ConfirmTicketCancellation CONFIRM_CANCELLATION = new ConfirmTicketCancellation(ID);
    private static final UndoTicketCancellation UNDO_CANCELLATION = new UndoTicketCancellation(ID);
    private static final BeginTicketRevision BEGIN_REVISION = new BeginTicketRevision(ID, PROPOSAL, lines(10));
    private static final ConfirmTicketRevision CONFIRM_REVISION = new ConfirmTicketRevision(ID, PROPOSAL);
    private static final UndoTicketRevision UNDO_REVISION = new UndoTicketRevision(ID, PROPOSAL);
    private static final ForestallTicketRevision FORESTALL_REVISION = new ForestallTicketRevision(ID, PROPOSAL, lines(10));
    private static final ShowTicket SHOW = new ShowTicket(ID);

    private static final List<TicketCommand> COMMANDS = List.of(REQUEST, CONFIRM, ABANDON, ACCEPT, DECLINE, EXPIRE, START, MARK_READY,
            HAND_OVER, BEGIN_CANCELLATION, CONFIRM_CANCELLATION, UNDO_CANCELLATION, BEGIN_REVISION, CONFIRM_REVISION, UNDO_REVISION,
            FORESTALL_REVISION, SHOW);

    private static Map<TicketCommand, List<TicketEvent>> allowed(History history) {
        Map<TicketCommand, List<TicketEvent>> allowed = new HashMap<>();
        single(history).forEach((command, event) -> allowed.put(command, List.of(event)));
        if (allowed.containsKey(BEGIN_REVISION)) {
            allowed.put(FORESTALL_REVISION, List.of(REVISION_REQUESTED, REVISION_UNDONE));
        }
        return allowed;
    }

    private static Map<TicketCommand, TicketEvent> single(History history) {
        TicketDeclined expired = new TicketDeclined(ID, ORDER, "Not accepted in time");
        return switch (history) {
            case REQUESTED_ONLY -> Map.of(CONFIRM, CREATED, ABANDON, ABANDONED);
            case WAITING, WAITING_AGAIN -> Map.of(ACCEPT, ACCEPTED, DECLINE, DECLINED, EXPIRE, expired,
                    BEGIN_CANCELLATION, CANCELLATION_REQUESTED, BEGIN_REVISION, REVISION_REQUESTED);
            case WAITING_REVISED, WAITING_UNREVISED -> Map.of(ACCEPT, ACCEPTED, DECLINE, DECLINED, EXPIRE, expired,
                    BEGIN_CANCELLATION, CANCELLATION_REQUESTED);
            case ACCEPTED_ONCE, ACCEPTED_STILL -> Map.of(START, STARTED,
                    BEGIN_CANCELLATION, CANCELLATION_REQUESTED, BEGIN_REVISION, REVISION_REQUESTED);
            case ACCEPTED_REVISED -> Map.of(START, STARTED, BEGIN_CANCELLATION, CANCELLATION_REQUESTED);
            case IN_PREPARATION -> Map.of(MARK_READY, READY);
            case ON_THE_COUNTER -> Map.of(HAND_OVER, PICKED_UP);
            case CANCELLING_WAITING, CANCELLING_ACCEPTED ->
                Map.of(CONFIRM_CANCELLATION, CANCELLED, UNDO_CANCELLATION, CANCELLATION_UNDONE);
            case REVISING_WAITING, REVISING_ACCEPTED -> Map.of(CONFIRM_REVISION, REVISED, UNDO_REVISION, REVISION_UNDONE);
            case GONE, CANCELLED_BY_ORDER, CANCELLED_BY_DECLINING, CANCELLED_BY_ABANDONING -> Map.of();
        };
    }

    private static Set<TicketCommand> repeats(History history) {
        return switch (history) {
            case REQUESTED_ONLY -> Set.of(REQUEST);
            case WAITING -> Set.of(CONFIRM);
            case WAITING_AGAIN -> Set.of(CONFIRM, UNDO_CANCELLATION);
            case WAITING_REVISED -> Set.of(CONFIRM, BEGIN_REVISION, CONFIRM_REVISION, UNDO_REVISION);
            case WAITING_UNREVISED -> Set.of(CONFIRM, CONFIRM_REVISION, UNDO_REVISION, FORESTALL_REVISION);
            case ACCEPTED_ONCE -> Set.of(ACCEPT);
            case ACCEPTED_STILL -> Set.of(ACCEPT, UNDO_CANCELLATION);
            case ACCEPTED_REVISED -> Set.of(ACCEPT, BEGIN_REVISION, CONFIRM_REVISION, UNDO_REVISION);
            case IN_PREPARATION -> Set.of(START);
            case ON_THE_COUNTER -> Set.of(MARK_READY);
            case GONE -> Set.of(HAND_OVER);
            case CANCELLING_WAITING, CANCELLING_ACCEPTED -> Set.of(BEGIN_CANCELLATION);
            case REVISING_WAITING, REVISING_ACCEPTED -> Set.of(BEGIN_REVISION);
            case CANCELLED_BY_ORDER -> Set.of(CONFIRM_CANCELLATION);
            case CANCELLED_BY_DECLINING -> Set.of(DECLINE);
            case CANCELLED_BY_ABANDONING -> Set.of(ABANDON);
        };
    }

    /** Answered, and without an event: repeats, the question, a clock that strikes for nothing, and forestalling what cannot begin. */
    private static Set<TicketCommand> withoutEvent(History history) {
        Set<TicketCommand> commands = new HashSet<>(repeats(history));
        commands.addAll(List.of(SHOW, EXPIRE));
        if (!NO_WAY_BACK.contains(history)) {
            commands.add(FORESTALL_REVISION);
        }
        return commands;
    }

    private static final Set<History> NO_WAY_BACK = EnumSet.of(History.WAITING_REVISED, History.ACCEPTED_REVISED, History.REVISING_WAITING,
            History.REVISING_ACCEPTED);

    static Stream<Arguments> everyCommandInEveryState() {
        return Arrays.stream(History.values()).flatMap(history -> COMMANDS.stream().map(command -> Arguments.of(history, command)));
    }

    @ParameterizedTest
    @MethodSource
    void everyCommandInEveryState(History history, TicketCommand command) {
        ResultValidator<Ticket> result = new AggregateTestFixture<>(Ticket.class).given(history.events).when(command);
        if (allowed(history).containsKey(command)) {
            result.expectSuccessfulHandlerExecution().expectEvents(allowed(history).get(command).toArray());
        } else if (withoutEvent(history).contains(command)) {
            result.expectSuccessfulHandlerExecution().expectNoEvents();
        } else {
            result.expectException(Refused.inState(history.status.name())).expectNoEvents();
        }
    }

    @Test
    void requestingMakesTheTicket() {
        new AggregateTestFixture<>(Ticket.class).givenNoPriorActivity().when(REQUEST).expectEvents(REQUESTED);
    }

    @ParameterizedTest
    @MethodSource
    void nothingElseFindsATicketThatWasNotRequested(TicketCommand command) {
        new AggregateTestFixture<>(Ticket.class).givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    static Stream<TicketCommand> nothingElseFindsATicketThatWasNotRequested() {
        return COMMANDS.stream().filter(command -> command != REQUEST);
    }

    @Test
    void theTestsKnowEveryStateAndEveryCommand() {
        assertThat(Arrays.stream(History.values()).map(history -> history.status)).contains(TicketStatus.values());
        assertThat(COMMANDS.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(TicketCommand.class.getPermittedSubclasses());
    }
}
