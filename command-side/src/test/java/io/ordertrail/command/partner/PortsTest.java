package io.ordertrail.command.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.ordertrail.command.Commands;
import io.ordertrail.command.TestCommands;
import io.ordertrail.command.accounting.AccountCommand.CompleteRefund;
import io.ordertrail.command.accounting.AccountCommand.FailRefund;
import io.ordertrail.command.accounting.AccountCommand.RequestRefund;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Place;
import io.ordertrail.events.RefundKind;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.subscription.Answer;
import io.ordertrail.platform.subscription.Subscription;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

/** What partners are told, and what comes of what they say. */
class PortsTest {

    private static final OrderId ORDER = new OrderId("A");
    private static final AccountId ACCOUNT = AccountId.of(new ConsumerId("C"));
    private static final DeliveryId DELIVERY = new DeliveryId("A");
    private static final Money TEN = Money.stored("10.00", "EUR");
    private static final Place PLACE = new Place(null, new GeoPoint(47.8, 13.04));

    private final EventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final Streams streams = new Streams(() -> store);
    private final RecordingPartner partner = new RecordingPartner("partner");
    private final List<Object> sent = new ArrayList<>();

    private static DomainEventMessage<DomainEvent> event(String aggregate, long sequence, DomainEvent event) {
        return new GenericDomainEventMessage<>("Order", aggregate, sequence, event);
    }

    private DomainEventMessage<DomainEvent> stored(String aggregate, long sequence, DomainEvent event) {
        DomainEventMessage<DomainEvent> message = event(aggregate, sequence, event);
        store.publish(message);
        return message;
    }

    private static Answer tell(Port port, DomainEventMessage<?> event) throws Exception {
        Subscription subscription = Subscription.of(port.name(), null, port.types(), null, null);
        assertThat(port.serves(subscription)).isTrue();
        assertThat(port.types()).contains(event.getPayloadType().getSimpleName());
        return port.send(subscription, event, 1);
    }

    @Test
    void anApprovalIsToldWithWhatTheConsumerHasOrdered() throws Exception {
        stored("order-A", 0,
                new OrderPlaced(ORDER, new ConsumerId("C"), new RestaurantId("R"), "Ajanta", List.of(), TEN, null, Instant.EPOCH,
                        Instant.EPOCH, null, PLACE, PLACE));
        DomainEventMessage<?> approved = stored("order-A", 1, new OrderApproved(ORDER));

        assertThat(tell(new ApprovalNotice(partner, streams), approved)).isEqualTo(Answer.of(200));
        assertThat(partner.told()).hasSize(1);
        assertThat(partner.told().getFirst().id()).isEqualTo(approved.getIdentifier());
        assertThat(partner.told().getFirst().content()).containsEntry("consumerId", new ConsumerId("C")).containsEntry("total", TEN);
    }

    @Test
    void anAddressIsToldUntilItIsPickedUp() throws Exception {
        DomainEventMessage<?> redirected = stored("delivery-A", 0, new DeliveryRedirected(DELIVERY, ORDER, null, Instant.EPOCH, PLACE, 3L));
        tell(new AddressChange(partner, streams), redirected);
        assertThat(partner.told()).hasSize(1);

        stored("delivery-A", 1, new DeliveryPickedUp(DELIVERY, ORDER, new CourierId("G"), Instant.EPOCH));
        assertThat(tell(new AddressChange(partner, streams), redirected)).as("there is nothing left to be told").isEqualTo(Answer.of(204));
        assertThat(partner.told()).hasSize(1);
    }

    private Commands commands() {
        CommandGateway gateway = mock(CommandGateway.class, call -> {
            CommandMessage<Object> command = call.getArgument(0);
            sent.add(command.getPayload());
            CommandCallback<Object, Object> callback = call.getArgument(1);
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage("done"));
            return null;
        });
        return TestCommands.over(gateway);
    }

    @Test
    void whatTheProviderSaysIsNotedInTheAccountUnderTheIdThatItWasTold() throws Exception {
        DomainEventMessage<?> reversed = event("account-C", 3, AuthorizationReversed.release(ACCOUNT, ORDER, TEN));
        String id = reversed.getIdentifier();

        assertThat(tell(new MoneyReturn(partner, commands()), reversed)).isEqualTo(Answer.of(200));
        assertThat(sent).containsExactly(new RequestRefund(ACCOUNT, ORDER, id, RefundKind.VOID, TEN),
                new CompleteRefund(ACCOUNT, ORDER, id));
        assertThat(partner.told()).extracting(Message::id).containsExactly(id);
        assertThat(partner.told().getFirst().type()).isEqualTo("VOID");
    }

    @Test
    void aRefusalIsNotedAndTriedAgainAndOtherTroubleOnlyTriedAgain() throws Exception {
        DomainEventMessage<?> issued = event("account-C", 4, new RefundIssued(ACCOUNT, ORDER, TEN, "cold", null));
        RequestRefund request = new RequestRefund(ACCOUNT, ORDER, issued.getIdentifier(), RefundKind.REFUND, TEN);

        assertThat(tell(new MoneyReturn(message -> Answer.of(422), commands()), issued).problem()).isNotNull();
        assertThat(sent).containsExactly(request, new FailRefund(ACCOUNT, ORDER, issued.getIdentifier(), "answered 422"));
        sent.clear();
        for (int status : new int[] {500, 503, 429, 408, 307}) {
            assertThat(tell(new MoneyReturn(message -> Answer.of(status), commands()), issued).problem()).isNotNull();
        }
        assertThatThrownBy(() -> tell(new MoneyReturn(message -> {
            throw new IOException("gone");
        }, commands()), issued)).isInstanceOf(IOException.class);
        assertThat(sent).hasSize(6).containsOnly(request);
    }

    @Test
    void whatWasNeverAuthorisedIsNotGivenBack() throws Exception {
        tell(new MoneyReturn(partner, commands()), event("account-C", 0, AuthorizationReversed.ahead(ACCOUNT, ORDER)));

        assertThat(partner.told()).isEmpty();
        assertThat(sent).isEmpty();
    }
}
