package io.ordertrail.command.courier;

import static io.ordertrail.command.StateTable.refusedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.SnapshotJson;
import io.ordertrail.command.StateTable;
import io.ordertrail.command.StateTable.Cell;
import io.ordertrail.command.courier.CourierCommand.AssignCourier;
import io.ordertrail.command.courier.CourierCommand.FreeCourier;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.courier.CourierCommand.RegisterCourier;
import io.ordertrail.command.courier.CourierCommand.ReviewPlan;
import io.ordertrail.command.courier.CourierCommand.ReviseCourierPlan;
import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CourierTest {

    private static final CourierId ID = new CourierId("K");
    private static final PersonName NAME = new PersonName("Grace Hopper");
    private static final Instant SIX = Instant.parse("2026-11-21T18:00:00Z");
    private static final Instant HALF_PAST = Instant.parse("2026-11-21T18:30:00Z");
    private static final Address RESTAURANT = address("Linzer Gasse 1");
    private static final Address HOME = address("Getreidegasse 9");
    private static final Address OFFICE = address("Mirabellplatz 4");

    private static final CourierRegistered REGISTERED = new CourierRegistered(ID, NAME, 2);
    private static final CourierWentOnDuty ON_DUTY = new CourierWentOnDuty(ID);
    private static final CourierWentOffDuty OFF_DUTY = new CourierWentOffDuty(ID);

    private static final Map<String, List<CourierEvent>> PASTS = Map.of(
            "–", List.of(),
            "OFF_DUTY", List.of(REGISTERED),
            "OFF_DUTY with A", List.of(REGISTERED, ON_DUTY, assigned("A"), OFF_DUTY),
            "ON_DUTY", List.of(REGISTERED, ON_DUTY),
            "ON_DUTY with A", List.of(REGISTERED, ON_DUTY, assigned("A")),
            "ON_DUTY with A, B", List.of(REGISTERED, ON_DUTY, assigned("A"), assigned("B")));

    private static final Map<String, CourierCommand> COMMANDS = Map.ofEntries(
            Map.entry("register", new RegisterCourier(ID, NAME, 2)),
            Map.entry("register larger", new RegisterCourier(ID, NAME, 3)),
            Map.entry("go on duty", new GoOnDuty(ID)),
            Map.entry("go off duty", new GoOffDuty(ID)),
            Map.entry("assign A", assign("A", HALF_PAST)),
            Map.entry("assign A later", assign("A", HALF_PAST.plusSeconds(60))),
            Map.entry("assign C", assign("C", HALF_PAST)),
            Map.entry("revise A", new ReviseCourierPlan(ID, new DeliveryId("A"), OFFICE, 2)),
            Map.entry("keep A", new ReviseCourierPlan(ID, new DeliveryId("A"), HOME, 0)),
            Map.entry("free A", new FreeCourier(ID, new DeliveryId("A"), 0L)));

    private static final String TABLE = """
                           |–         |OFF_DUTY|OFF_DUTY with A|ON_DUTY   |ON_DUTY with A|ON_DUTY with A, B
            register       |registered|repeat  |repeat         |refused   |refused       |refused
            register larger|larger    |refused |refused        |refused   |refused       |refused
            go on duty     |unknown   |on duty |on duty        |repeat    |repeat        |repeat
            go off duty    |unknown   |repeat  |repeat         |off duty  |off duty      |off duty
            assign A       |unknown   |refused |repeat         |A         |repeat        |repeat
            assign A later |unknown   |refused |refused        |A later   |refused       |refused
            assign C       |unknown   |refused |refused        |C         |C             |refused
            revise A       |unknown   |repeat  |A revised      |repeat    |A revised     |A revised
            keep A         |unknown   |repeat  |repeat         |repeat    |repeat        |repeat
            free A         |unknown   |repeat  |A freed        |repeat    |A freed       |A freed""";

    private static final Map<String, CourierEvent> EVENTS = Map.of(
            "registered", REGISTERED,
            "larger", new CourierRegistered(ID, NAME, 3),
            "on duty", ON_DUTY,
            "off duty", OFF_DUTY,
            "A", assigned("A"),
            "A later", new CourierAssigned(ID, new DeliveryId("A"), new OrderId("A"), SIX, HALF_PAST.plusSeconds(60), RESTAURANT, HOME,
                    0L),
            "C", assigned("C"),
            "A revised", new CourierPlanRevised(ID, new DeliveryId("A"), new OrderId("A"), OFFICE, 2L),
            "A freed", new CourierFreed(ID, new DeliveryId("A"), new OrderId("A")));

    static Stream<Cell> everyCommandInEveryState() {
        return StateTable.cells(TABLE);
    }

    @ParameterizedTest
    @MethodSource
    void everyCommandInEveryState(Cell cell) {
        List<CourierEvent> past = PASTS.get(cell.state());
        ResultValidator<Courier> result = when(past, COMMANDS.get(cell.command()));
        switch (cell.expected()) {
            case "unknown" -> result.expectException(AggregateNotFoundException.class).expectNoEvents();
            case "refused" -> result.expectException(refusedIn(status(cell.state()))).expectNoEvents();
            case "repeat" -> result.expectNoEvents().expectResultMessagePayload(outcome(status(cell.state()), past.size() - 1L));
            default -> result.expectEvents(EVENTS.get(cell.expected()));
        }
    }

    @Test
    void aNewCourierIsOffDuty() {
        when(List.of(), new RegisterCourier(ID, NAME, 2)).expectResultMessagePayload(outcome(CourierStatus.OFF_DUTY, 0));
    }

    @Test
    void whoIsFreedHasRoomAgain() {
        List<CourierEvent> past = List.of(REGISTERED, ON_DUTY, assigned("A"), assigned("B"),
                new CourierFreed(ID, new DeliveryId("A"), new OrderId("A")));
        when(past, assign("C", HALF_PAST)).expectEvents(assigned("C"));
    }

    @Test
    void aRevisedPlanTakesNoRoom() {
        List<CourierEvent> past = List.of(REGISTERED, ON_DUTY, assigned("A"),
                new CourierPlanRevised(ID, new DeliveryId("A"), new OrderId("A"), OFFICE, 2L));
        when(past, assign("B", HALF_PAST)).expectEvents(assigned("B"));
    }

    @Test
    void thePlanFollowsTheDeliverysVersionsAndNeverBackwards() {
        List<CourierEvent> past = List.of(REGISTERED, ON_DUTY, assigned("A"),
                new CourierPlanRevised(ID, new DeliveryId("A"), new OrderId("A"), OFFICE, 2L));
        when(past, new ReviseCourierPlan(ID, new DeliveryId("A"), OFFICE, 2)).expectNoEvents();
        when(past, new ReviseCourierPlan(ID, new DeliveryId("A"), HOME, 1)).expectNoEvents();
        when(past, new ReviseCourierPlan(ID, new DeliveryId("A"), HOME, 3))
                .expectEvents(new CourierPlanRevised(ID, new DeliveryId("A"), new OrderId("A"), HOME, 3L));
    }

    @Test
    void anAssignmentIsEndedByItsOwnVersionOfTheDeliveryOrALaterOneAndNeverByAnEarlierOne() {
        List<CourierEvent> past = List.of(REGISTERED, ON_DUTY, assigned("A"),
                new CourierPlanRevised(ID, new DeliveryId("A"), new OrderId("A"), OFFICE, 2L));
        when(past, new FreeCourier(ID, new DeliveryId("A"), 1L)).expectNoEvents();
        when(past, new FreeCourier(ID, new DeliveryId("A"), 2L)).expectEvents(EVENTS.get("A freed"));
        when(past, new FreeCourier(ID, new DeliveryId("A"), null)).expectEvents(EVENTS.get("A freed"));
    }

    @Test
    void whoHasADeliveryAsOfAnotherVersionOfItIsNotGivenItAgain() {
        List<CourierEvent> past = List.of(REGISTERED, ON_DUTY, assigned("A"));
        when(past, new AssignCourier(ID, new DeliveryId("A"), new OrderId("A"), SIX, HALF_PAST, RESTAURANT, HOME, 3))
                .expectException(refusedIn(CourierStatus.ON_DUTY)).expectNoEvents();
    }

    @Test
    void thePlanIsTold() {
        when(List.of(REGISTERED, ON_DUTY, assigned("A"), OFF_DUTY), new ReviewPlan(ID)).expectNoEvents()
                .expectResultMessagePayload(new CourierPlan(List.of(new OrderId("A"))));
        when(List.of(REGISTERED), new ReviewPlan(ID)).expectResultMessagePayload(new CourierPlan(List.of()));
    }

    @Test
    void anAssignmentOfTheTimeBeforeVersionsWereKeptFollowsAnyVersion() {
        List<CourierEvent> past = List.of(REGISTERED, ON_DUTY, new CourierAssigned(ID, new DeliveryId("A"), new OrderId("A"), SIX,
                HALF_PAST, RESTAURANT, HOME, null));
        when(past, new ReviseCourierPlan(ID, new DeliveryId("A"), OFFICE, 1))
                .expectEvents(new CourierPlanRevised(ID, new DeliveryId("A"), new OrderId("A"), OFFICE, 1L));
    }

    @Test
    void aSnapshotKeepsAllThatIsKnown() {
        when(List.of(REGISTERED, ON_DUTY, assigned("A")), assign("B", HALF_PAST)).expectState(courier -> {
            assertThat(courier).as("nothing is left out of the comparison").hasNoNullFieldsOrProperties();
            assertThat(SnapshotJson.storedAndRead(courier)).usingRecursiveComparison().isEqualTo(courier);
        });
    }

    private static ResultValidator<Courier> when(List<CourierEvent> past, CourierCommand command) {
        AggregateTestFixture<Courier> fixture = new AggregateTestFixture<>(Courier.class);
        return (past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past)).when(command);
    }

    private static CourierStatus status(String state) {
        return CourierStatus.valueOf(state.split(" ")[0]);
    }

    private static Outcome outcome(CourierStatus status, long version) {
        return new Outcome("courier-K", status.name(), version, version, "");
    }

    private static AssignCourier assign(String delivery, Instant dropOffAt) {
        return new AssignCourier(ID, new DeliveryId(delivery), new OrderId(delivery), SIX, dropOffAt, RESTAURANT, HOME, 0);
    }

    private static CourierAssigned assigned(String delivery) {
        return new CourierAssigned(ID, new DeliveryId(delivery), new OrderId(delivery), SIX, HALF_PAST, RESTAURANT, HOME, 0L);
    }

    private static Address address(String street) {
        return new Address(street, null, "Salzburg", "5020", "AT", null);
    }
}
