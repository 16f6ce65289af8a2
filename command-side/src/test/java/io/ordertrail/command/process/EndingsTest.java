package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.process.Picture.Whole;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndingsTest {

    private static final Map<String, Story> STORIES = Story.all().collect(Collectors.toMap(Story::name, story -> story));

    @ParameterizedTest
    @MethodSource("io.ordertrail.command.process.Story#all")
    void everyStoryEndsAsItShould(Story story) {
        World world = story.played();

        assertThat(o1(world).order).isEqualTo(story.ending());
        Endings.check(world);
    }

    @Test
    void rejectedOrderTellsWhy() {
        assertThat(o1("unknown consumer").rejection).isEqualTo(Rejection.CONSUMER_UNKNOWN);
        assertThat(o1("order limit").rejection).isEqualTo(Rejection.CONSUMER_LIMIT);
        assertThat(o1("card limit").rejection).isEqualTo(Rejection.CARD_LIMIT);
        assertThat(o1("account disabled").rejection).isEqualTo(Rejection.ACCOUNT_DISABLED);
    }

    @Test
    void refusedCancellationTellsWhatTheKitchenIsDoing() {
        assertThat(events("cancel refused late", OrderCancellationRefused.class)).extracting(OrderCancellationRefused::reason)
                .containsExactly(TicketStatus.READY_FOR_PICKUP.name(), TicketStatus.PICKED_UP.name());
    }

    @Test
    void refusedRevisionTellsWhoRefused() {
        assertThat(events("revision refused by the kitchen", OrderRevisionRefused.class)).extracting(OrderRevisionRefused::reason)
                .containsExactly(TicketStatus.READY_FOR_PICKUP.name());
        assertThat(events("revision refused by the card", OrderRevisionRefused.class)).extracting(OrderRevisionRefused::reason)
                .containsExactly(Rejection.CARD_LIMIT.name());
        assertThat(events("revision refused by the consumer's limit", OrderRevisionRefused.class)).extracting(OrderRevisionRefused::reason)
                .containsExactly(Rejection.CONSUMER_LIMIT.name());
    }

    @Test
    void revisionMayReachTheConsumersLimitButNotPassIt() {
        World world = new World();
        world.consumer("70.00");
        world.place("o1");
        world.rest();
        world.revise("o1", 7, null);
        world.rest();
        assertThat(o1(world).total).isEqualTo(World.euros("70.00"));

        world.revise("o1", 8, null);
        world.rest();
        assertThat(o1(world).total).isEqualTo(World.euros("70.00"));
        assertThat(o1(world).amount).isEqualTo(World.euros("70.00"));
        Endings.check(world);
    }

    @Test
    void revisionChangesWhatIsPaid() {
        assertThat(o1("revised").amount).isEqualTo(World.euros("20.00"));
        assertThat(o1("revision refused by the card").amount).isEqualTo(World.euros("50.00"));
        assertThat(o1("revision refused by the limit, then revised").amount).isEqualTo(World.euros("70.00"));
        assertThat(o1("revision refused by the card, then revised").amount).isEqualTo(World.euros("70.00"));
    }

    @Test
    void courierIsTheOneOnDutyAndGoesWhereTheRevisionSays() {
        World world = STORIES.get("sent elsewhere").played();

        assertThat(o1(world).delivery).isEqualTo(DeliveryStatus.SCHEDULED);
        assertThat(world.picture().couriers().get("c1").plan).containsExactly(Map.entry("o1", World.OFFICE.address()));
    }

    @Test
    void deadlineDeclinesTheTicketWithItsReason() {
        assertThat(events("not accepted in time", TicketDeclined.class)).extracting(TicketDeclined::declineReason)
                .containsExactly("Not accepted in time");
    }

    private static Whole o1(String story) {
        return o1(STORIES.get(story).played());
    }

    private static Whole o1(World world) {
        return world.picture().orders().get("o1");
    }

    private static <E extends DomainEvent> List<E> events(String story, Class<E> type) {
        return STORIES.get(story).played().recorded().stream().map(event -> event.getPayload()).filter(type::isInstance).map(type::cast)
                .toList();
    }
}
