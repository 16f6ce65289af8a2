package io.ordertrail.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.delivery.DeliveryCommand.CompleteDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.FailDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.NoteLocation;
import io.ordertrail.command.delivery.DeliveryCommand.PickUpDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.ReviewPickUp;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class DeliveryControllerTest {

    private static final String KEY = "01KAT5N4Q8YDFXJ7M2ZV6T3B9R";
    private static final DeliveryId ID = new DeliveryId(KEY);
    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00.123Z");

    private final Commands commands = mock();
    private final TicketReadiness tickets = mock();
    private final MockMvcTester http = MockMvcTester
            .of(new DeliveryController(commands, tickets, Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void aPickUpAsksTheDeliveryThenTheKitchenAndThenHappens() {
        when(commands.<Outcome>send(new PickUpDelivery(ID, NOW))).thenReturn(outcome("PICKED_UP", 2));
        assertThat(http.post().uri("/deliveries/{id}/pick-up", KEY)).hasStatusOk().hasHeader("ETag", "\"2\"")
                .bodyJson().isStrictlyEqualTo("{\"id\":\"%s\",\"status\":\"PICKED_UP\",\"version\":2}".formatted(KEY));
        InOrder order = inOrder(commands, tickets);
        order.verify(commands).send(new ReviewPickUp(ID));
        order.verify(tickets).requireReady(new OrderId(KEY));
        order.verify(commands).send(new PickUpDelivery(ID, NOW));
    }

    @Test
    void aTicketThatIsNotReadyForbidsThePickUp() {
        Refusal notReady = Refusal.invalidState(TicketStatus.PREPARING, "Not ready");
        doThrow(notReady).when(tickets).requireReady(new OrderId(KEY));
        assertThat(http.post().uri("/deliveries/{id}/pick-up", KEY)).hasFailed().failure().hasRootCause(notReady);
        verify(commands, never()).send(any(PickUpDelivery.class));
    }

    @Test
    void theDeliverysOwnStateIsToldBeforeTheTickets() {
        Refusal pending = Refusal.invalidState(DeliveryStatus.PENDING, "No courier yet");
        when(commands.send(new ReviewPickUp(ID))).thenThrow(pending);
        assertThat(http.post().uri("/deliveries/{id}/pick-up", KEY)).hasFailed().failure().hasRootCause(pending);
        verify(tickets, never()).requireReady(any());
    }

    @Test
    void positionsCompletionAndFailureArePassedOn() {
        when(commands.<Outcome>send(new NoteLocation(ID, new GeoPoint(47.8, 13.04), NOW))).thenReturn(outcome("PICKED_UP", 3));
        when(commands.<Outcome>send(new CompleteDelivery(ID, NOW))).thenReturn(outcome("COMPLETED", 4));
        when(commands.<Outcome>send(new FailDelivery(ID, "Nobody at home"))).thenReturn(outcome("FAILED", 4));
        assertThat(http.post().uri("/deliveries/{id}/location", KEY).contentType(MediaType.APPLICATION_JSON).content("""
                {"lat":47.80,"lon":13.04}""")).hasStatusOk().hasHeader("ETag", "\"3\"");
        assertThat(http.post().uri("/deliveries/{id}/complete", KEY)).hasStatusOk()
                .bodyJson().extractingPath("$.status").isEqualTo("COMPLETED");
        assertThat(http.post().uri("/deliveries/{id}/fail", KEY).contentType(MediaType.APPLICATION_JSON).content("""
                {"reason":"Nobody at home"}""")).hasStatusOk().bodyJson().extractingPath("$.status").isEqualTo("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":\" \"}", "{\"reason\":\"bell\\u0007\"}"})
    void aFailureNeedsAReason(String body) {
        assertThat(http.post().uri("/deliveries/{id}/fail", KEY).contentType(MediaType.APPLICATION_JSON).content(body)).hasStatus(400);
        verify(commands, never()).send(any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"lat\":47.8}", "{\"lat\":90.1,\"lon\":0}", "{\"lat\":0,\"lon\":-180.1}", "[]", ""})
    void aPositionIsOnEarth(String body) {
        assertThat(http.post().uri("/deliveries/{id}/location", KEY).contentType(MediaType.APPLICATION_JSON).content(body)).hasStatus(400);
        verify(commands, never()).send(any());
    }

    private static Outcome outcome(String status, long version) {
        return new Outcome("delivery-" + KEY, status, version, version, "");
    }
}
