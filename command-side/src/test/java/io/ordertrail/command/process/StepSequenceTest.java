package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketId;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class StepSequenceTest {

    private static final OrderId ORDER = new OrderId("01A");
    private static final AccountId ACCOUNT = new AccountId("01C");
    private static final CourierId COURIER = new CourierId("01D");

    @Test
    void allEventsOfAnOrderAreOneSequence() {
        assertThat(Stream.of(
                key(ORDER, new OrderApproved(ORDER)),
                key(TicketId.of(ORDER), new TicketCancelled(TicketId.of(ORDER), ORDER)),
                key(DeliveryId.of(ORDER), new DeliveryCancelled(DeliveryId.of(ORDER), ORDER, null)),
                key(ACCOUNT, new PaymentAuthorized(ACCOUNT, ORDER, World.euros("1.00"))))).containsOnly("01A");
    }

    @Test
    void courierHasASequenceOfItsOwn() {
        assertThat(key(COURIER, new CourierFreed(COURIER, DeliveryId.of(ORDER), ORDER))).isEqualTo("01D");
    }

    @Test
    void anythingElseGoesByItsAggregate() {
        assertThat(key(ACCOUNT, new AccountOpened(ACCOUNT, new ConsumerId("01C")))).isEqualTo("account-01C");
    }

    private static Object key(AggregateId aggregate, DomainEvent event) {
        return new StepSequence().getSequenceIdentifierFor(
                new GenericDomainEventMessage<>("type", aggregate.toString(), 0, event));
    }
}
