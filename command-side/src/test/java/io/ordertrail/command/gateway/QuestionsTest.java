package io.ordertrail.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.Quote;
import io.ordertrail.command.TestCommands;
import io.ordertrail.command.Wanted;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.command.process.World;
import io.ordertrail.command.restaurant.Quotes;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What aggregates' controllers ask of other aggregates. */
class QuestionsTest {

    private static final RestaurantId RESTAURANT = new RestaurantId("01R");
    private static final Instant AT = Instant.parse("2026-11-21T18:00:00Z");
    private static final OrderId ORDER = new OrderId("01A");

    private final Quotes quotes = mock(Quotes.class);

    @Test
    void quoteIsTheRestaurantsOwn() {
        List<OrderLine> lines = List.of(new OrderLine("1", "Vindaloo", World.euros("10.00"), 5));
        when(quotes.quote(RESTAURANT, List.of(new Wanted("1", 5)), World.HOME.location(), AT)).thenReturn(
                new Quote("Ajanta", World.OFFICE, lines, World.euros("50.00"), World.euros("10.00")));

        assertThat(asked().quote(RESTAURANT, List.of(new Wanted("1", 5)), World.HOME.location(), AT))
                .isEqualTo(new Quote("Ajanta", World.OFFICE, lines, World.euros("50.00"), World.euros("10.00")));
    }

    @Test
    void unknownRestaurantIsAWrongChoice() {
        doThrow(Refusal.notFound("restaurant", "01R")).when(quotes).check(RESTAURANT, null, AT);

        assertThatThrownBy(() -> asked().check(RESTAURANT, null, AT)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.reason()).isEqualTo(
                        new Refusal.Reason(Code.UNKNOWN_RESTAURANT, "There is no restaurant 01R", "/restaurantId", null)));
    }

    @Test
    void restaurantsRefusalIsPassedOn() {
        Refusal.Reason closed = new Refusal.Reason(Code.RESTAURANT_CLOSED, "Closed then", "/requestedFor", null);
        doThrow(new Refusal(closed)).when(quotes).check(RESTAURANT, null, AT);

        assertThatThrownBy(() -> asked().check(RESTAURANT, null, AT))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(closed));
    }

    /** Whoever places an order must hear that it was not placed, and be free to send it again. */
    @Test
    void aStoreThatIsAwayIsARefusal() {
        doThrow(new IllegalStateException("away")).when(quotes).check(RESTAURANT, null, AT);

        assertThatThrownBy(() -> asked().check(RESTAURANT, null, AT))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    private RestaurantQuotes asked() {
        return new RestaurantQuotes(quotes, List.of(failure -> "away".equals(failure.getMessage())));
    }

    @ParameterizedTest
    @EnumSource
    void onlyATicketThatIsReadyOrHandedOverCanBePickedUp(TicketStatus status) {
        Commands commands = answering(ShowTicket.class, message -> new Outcome(TicketId.of(ORDER).toString(), status.name(), 1, 1, ""));
        KitchenReadiness readiness = new KitchenReadiness(commands);

        switch (status) {
            case READY_FOR_PICKUP, PICKED_UP -> assertThatCode(() -> readiness.requireReady(ORDER)).doesNotThrowAnyException();
            default -> assertThatThrownBy(() -> readiness.requireReady(ORDER)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.code()).isEqualTo(Code.INVALID_STATE);
                assertThat(refusal.reason().currentStatus()).isEqualTo(status.name());
            });
        }
    }

    private static Commands answering(Class<?> command, MessageHandler<CommandMessage<?>> answer) {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(TestCommands.refusals());
        bus.subscribe(command.getName(), answer);
        return TestCommands.over(DefaultCommandGateway.builder().commandBus(bus).build());
    }
}
