package io.ordertrail.command.delivery;

import static io.ordertrail.command.StateTable.refusedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.SnapshotJson;
import io.ordertrail.command.StateTable;
import io.ordertrail.command.StateTable.Cell;
import io.ordertrail.command.delivery.DeliveryCommand.CancelDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.CompleteDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.FailDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.NoteLocation;
import io.ordertrail.command.delivery.DeliveryCommand.PickUpDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.PlanDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.RedirectDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.ReviewPickUp;
import io.ordertrail.command.delivery.DeliveryCommand.ScheduleDelivery;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
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

class DeliveryTest {

    private static final OrderId ORDER = new OrderId("01KAT5N4Q8YDFXJ7M2ZV6T3B9R");
    private static final DeliveryId ID = DeliveryId.of(ORDER);
    private static final ConsumerId CONSUMER = new ConsumerId("C");
    private static final CourierId COURIER = new CourierId("K");
    private static final Place RESTAURANT = place("Linzer Gasse 1", 47.803);
    private static final Place HOME = place("Getreidegasse 9", 47.800);
    private static final Place OFFICE = place("Mirabellplatz 4", 47.806);
    private static final GeoPoint BRIDGE = new GeoPoint(47.801, 13.04);
    private static final Instant SIX = Instant.parse("2026-11-21T18:00:00Z");
    private static final Instant HALF_PAST = Instant.parse("2026-11-21T18:30:00Z");
    private static final Instant SEVEN = Instant.parse("2026-11-21T19:00:00Z");

    private static final DeliveryPlanned PLANNED = new DeliveryPlanned(ID, ORDER, CONSUMER, new RestaurantId("R"), SIX, RESTAURANT, HOME);
    private static final DeliveryScheduled SCHEDULED = new DeliveryScheduled(ID, ORDER, COURIER, SIX, HALF_PAST);
    private static final DeliveryPickedUp PICKED_UP = new DeliveryPickedUp(ID, ORDER, COURIER, SIX);
    private static final CourierLocationNoted ON_BRIDGE = new CourierLocationNoted(ID, ORDER, COURIER, BRIDGE, HALF_PAST);
    private static final DeliveryFailed FAILED = new DeliveryFailed(ID, ORDER, CONSUMER, COURIER, "Nobody at home");

    private static final Map<String, List<DeliveryEvent>> PASTS = Map.of(
            "–", List.of(),
            "PENDING", List.of(PLANNED),
            "SCHEDULED", List.of(PLANNED, SCHEDULED),
            "PICKED_UP", List.of(PLANNED, SCHEDULED, PICKED_UP),
            "PICKED_UP on the bridge", List.of(PLANNED, SCHEDULED, PICKED_UP, ON_BRIDGE),
            "COMPLETED", List.of(PLANNED, SCHEDULED, PICKED_UP, new DeliveryCompleted(ID, ORDER, CONSUMER, COURIER, SEVEN)),
            "FAILED", List.of(PLANNED, SCHEDULED, PICKED_UP, FAILED),
            "CANCELLED", List.of(PLANNED, SCHEDULED, new DeliveryCancelled(ID, ORDER, COURIER)));

    private static final Map<String, DeliveryCommand> COMMANDS = Map.ofEntries(
            Map.entry("plan", plan(HOME)),
            Map.entry("plan elsewhere", plan(OFFICE)),
            Map.entry("schedule", new ScheduleDelivery(ID, COURIER, SIX, HALF_PAST, 0)),
            Map.entry("schedule another", new ScheduleDelivery(ID, new CourierId("L"), SIX, HALF_PAST, 0)),
            Map.entry("take over", new ScheduleDelivery(ID, new CourierId("L"), SIX, HALF_PAST, 1)),
            Map.entry("schedule later", new ScheduleDelivery(ID, COURIER, SIX, SEVEN, 0)),
            Map.entry("review pick-up", new ReviewPickUp(ID)),
            Map.entry("pick up", new PickUpDelivery(ID, HALF_PAST)),
            Map.entry("note bridge", new NoteLocation(ID, BRIDGE, SEVEN)),
            Map.entry("note home", new NoteLocation(ID, HOME.location(), SEVEN)),
            Map.entry("complete", new CompleteDelivery(ID, SEVEN)),
            Map.entry("fail", new FailDelivery(ID, "Nobody at home")),
            Map.entry("fail otherwise", new FailDelivery(ID, "Eaten by the dog")),
            Map.entry("cancel", new CancelDelivery(ID)),
            Map.entry("redirect", new RedirectDelivery(ID, OFFICE, SIX, 4)),
            Map.entry("postpone", new RedirectDelivery(ID, HOME, SEVEN, 4)),
            Map.entry("change nothing", new RedirectDelivery(ID, HOME, SIX, 0)));

    private static final String TABLE = """
                           |–       |PENDING   |SCHEDULED |PICKED_UP|PICKED_UP on the bridge|COMPLETED|FAILED |CANCELLED
            plan           |planned |repeat    |refused   |refused  |refused                |refused  |refused|refused
            plan elsewhere |elsewhere|refused  |refused   |refused  |refused                |refused  |refused|refused
            schedule       |unknown |scheduled |repeat    |refused  |refused                |refused  |refused|refused
            schedule another|unknown|other     |refused   |refused  |refused                |refused  |refused|refused
            take over      |unknown |other     |other     |refused  |refused                |refused  |refused|refused
            schedule later |unknown |later     |refused   |refused  |refused                |refused  |refused|refused
            review pick-up |unknown |refused   |repeat    |repeat   |repeat                 |refused  |refused|refused
            pick up        |unknown |refused   |picked up |repeat   |repeat                 |refused  |refused|refused
            note bridge    |unknown |refused   |refused   |on bridge|repeat                 |refused  |refused|refused
            note home      |unknown |refused   |refused   |at home  |at home                |refused  |refused|refused
            complete       |unknown |refused   |refused   |completed|completed              |repeat   |refused|refused
            fail           |unknown |refused   |refused   |failed   |failed                 |refused  |repeat |refused
            fail otherwise |unknown |refused   |refused   |eaten    |eaten                  |refused  |refused|refused
            cancel         |unknown |no courier|cancelled |refused  |refused                |refused  |refused|repeat
            redirect       |unknown |office    |K to office|refused |refused                |refused  |refused|refused
            postpone       |unknown |at seven  |K at seven|refused  |refused                |refused  |refused|refused
            change nothing |unknown |repeat    |repeat    |refused  |refused                |refused  |refused|refused""";

    private static final Map<String, DeliveryEvent> EVENTS = Map.ofEntries(
            Map.entry("planned", PLANNED),
            Map.entry("elsewhere", new DeliveryPlanned(ID, ORDER, CONSUMER, new RestaurantId("R"), SIX, RESTAURANT, OFFICE)),
            Map.entry("scheduled", SCHEDULED),
            Map.entry("other", new DeliveryScheduled(ID, ORDER, new CourierId("L"), SIX, HALF_PAST)),
            Map.entry("later", new DeliveryScheduled(ID, ORDER, COURIER, SIX, SEVEN)),
            Map.entry("picked up", new DeliveryPickedUp(ID, ORDER, COURIER, HALF_PAST)),
            Map.entry("on bridge", new CourierLocationNoted(ID, ORDER, COURIER, BRIDGE, SEVEN)),
            Map.entry("at home", new CourierLocationNoted(ID, ORDER, COURIER, HOME.location(), SEVEN)),
            Map.entry("completed", new DeliveryCompleted(ID, ORDER, CONSUMER, COURIER, SEVEN)),
            Map.entry("failed", FAILED),
            Map.entry("eaten", new DeliveryFailed(ID, ORDER, CONSUMER, COURIER, "Eaten by the dog")),
            Map.entry("no courier", new DeliveryCancelled(ID, ORDER, null)),
            Map.entry("cancelled", new DeliveryCancelled(ID, ORDER, COURIER)),
            Map.entry("office", new DeliveryRedirected(ID, ORDER, null, SIX, OFFICE, 4L)),
            Map.entry("K to office", new DeliveryRedirected(ID, ORDER, COURIER, SIX, OFFICE, 4L)),
            Map.entry("at seven", new DeliveryRedirected(ID, ORDER, null, SEVEN, HOME, 4L)),
            Map.entry("K at seven", new DeliveryRedirected(ID, ORDER, COURIER, SEVEN, HOME, 4L)));

    static Stream<Cell> everyCommandInEveryState() {
        return StateTable.cells(TABLE);
    }

    @ParameterizedTest
    @MethodSource
    void everyCommandInEveryState(Cell cell) {
        List<DeliveryEvent> past = PASTS.get(cell.state());
        ResultValidator<Delivery> result = when(past, COMMANDS.get(cell.command()));
        switch (cell.expected()) {
            case "unknown" -> result.expectException(AggregateNotFoundException.class).expectNoEvents();
            case "refused" -> result.expectException(refusedIn(status(cell.state()))).expectNoEvents();
            case "repeat" -> result.expectNoEvents().expectResultMessagePayload(outcome(status(cell.state()), past.size() - 1L));
            default -> result.expectEvents(EVENTS.get(cell.expected()));
        }
    }

    @Test
    void theAnswerNamesTheNewStateAndTheNewVersion() {
        when(List.of(PLANNED, SCHEDULED), new PickUpDelivery(ID, SIX))
                .expectResultMessagePayload(outcome(DeliveryStatus.PICKED_UP, 2));
    }

    @Test
    void backToTheFirstAddressIsARedirectionToo() {
        List<DeliveryEvent> past = List.of(PLANNED, new DeliveryRedirected(ID, ORDER, null, SIX, OFFICE, 4L));
        when(past, new RedirectDelivery(ID, OFFICE, SIX, 4)).expectNoEvents();
        when(past, new RedirectDelivery(ID, HOME, SIX, 6)).expectEvents(new DeliveryRedirected(ID, ORDER, null, SIX, HOME, 6L));
        when(past, new RedirectDelivery(ID, HOME, SIX, 3)).expectNoEvents();
    }

    @Test
    void onlyTheLatestPositionIsARepeat() {
        List<DeliveryEvent> past = List.of(PLANNED, SCHEDULED, PICKED_UP, ON_BRIDGE,
                new CourierLocationNoted(ID, ORDER, COURIER, HOME.location(), SEVEN));
        when(past, new NoteLocation(ID, BRIDGE, SEVEN)).expectEvents(new CourierLocationNoted(ID, ORDER, COURIER, BRIDGE, SEVEN));
    }

    @Test
    void aSnapshotKeepsAllThatIsKnown() {
        List<DeliveryEvent> past =
                List.of(PLANNED, new DeliveryRedirected(ID, ORDER, null, SEVEN, OFFICE, 4L), SCHEDULED, PICKED_UP, ON_BRIDGE);
        when(past, new FailDelivery(ID, "Nobody at home")).expectState(delivery -> {
            assertThat(delivery).as("nothing is left out of the comparison").hasNoNullFieldsOrProperties();
            assertThat(SnapshotJson.storedAndRead(delivery)).usingRecursiveComparison().isEqualTo(delivery);
        });
    }

    private static ResultValidator<Delivery> when(List<DeliveryEvent> past, DeliveryCommand command) {
        AggregateTestFixture<Delivery> fixture = new AggregateTestFixture<>(Delivery.class);
        return (past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past)).when(command);
    }

    private static DeliveryStatus status(String state) {
        return DeliveryStatus.valueOf(state.split(" ")[0]);
    }

    private static Outcome outcome(DeliveryStatus status, long version) {
        return new Outcome("delivery-" + ORDER.value(), status.name(), version, version, "");
    }

    private static PlanDelivery plan(Place deliverTo) {
        return new PlanDelivery(ID, ORDER, CONSUMER, new RestaurantId("R"), SIX, RESTAURANT, deliverTo);
    }

    private static Place place(String street, double lat) {
        return new Place(new Address(street, null, "Salzburg", "5020", "AT", null), new GeoPoint(lat, 13.047));
    }
}
