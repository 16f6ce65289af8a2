package io.ordertrail.command.accounting;

import static io.ordertrail.command.accounting.SampleAccount.AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.CAPTURED;
import static io.ordertrail.command.accounting.SampleAccount.ID;
import static io.ordertrail.command.accounting.SampleAccount.OPENED;
import static io.ordertrail.command.accounting.SampleAccount.ORDER;
import static io.ordertrail.command.accounting.SampleAccount.OTHER;
import static io.ordertrail.command.accounting.SampleAccount.OTHER_AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.euros;
import static io.ordertrail.command.accounting.SampleAccount.limit;
import static io.ordertrail.command.accounting.SampleAccount.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.events.InMemoryEvents;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class EndedPaymentsTest {

    private static final List<AccountEvent> LIFE = List.of(OPENED, limit(200), AUTHORIZED, OTHER_AUTHORIZED,
            new AuthorizationRevised(ID, OTHER, 2, euros(60)), CAPTURED, refunded(4, "k"),
            new AuthorizationRevisionDeclined(ID, OTHER, 4, euros(900), Rejection.CARD_LIMIT), refunded(3, null),
            AuthorizationReversed.release(ID, OTHER, euros(60)), AuthorizationReversed.ahead(ID, new OrderId("D")), refunded(3, null));

    private final PaymentsInMemory repository = new PaymentsInMemory();
    private final InMemoryEventStorageEngine engine = new InMemoryEvents();
    private final EventStore events = EmbeddedEventStore.builder().storageEngine(engine).build();
    private final EndedPayments payments = new EndedPayments(repository, events);

    /** What is kept, and what has come since, is the same wherever one ends and the other begins. */
    @Test
    void aPaymentIsFoundWhateverPartOfItIsKept() {
        for (int kept = 0; kept <= LIFE.size(); kept++) {
            InMemoryEventStorageEngine fresh = new InMemoryEvents();
            EndedPayments found = new EndedPayments(new PaymentsInMemory(),
                    EmbeddedEventStore.builder().storageEngine(fresh).build());
            append(fresh, 0, LIFE.subList(0, kept));
            found.keep(ID);
            append(fresh, kept, LIFE.subList(kept, LIFE.size()));
            for (OrderId order : List.of(ORDER, OTHER, new OrderId("D"), new OrderId("unknown"))) {
                assertThat(found.find(ID, order)).as("%s, %d events kept", order, kept).isEqualTo(folded(order));
            }
        }
    }

    /** Another node may bring forward what is kept between our two looks at it. */
    @Test
    void whatIsKeptLaterThanAskedCountsNothingTwice() {
        append(engine, 0, LIFE);
        payments.keep(ID);
        PaymentRepository behind = new PaymentsInMemory() {

            @Override
            public long keptUpTo(AccountId account) {
                return 1;
            }

            @Override
            public Map<OrderId, KeptPayment> find(AccountId account, Collection<OrderId> orders) {
                return repository.find(account, orders);
            }
        };
        assertThat(new EndedPayments(behind, events).find(ID, ORDER)).isEqualTo(folded(ORDER));
    }

    /** An account of a version before this one: nothing is kept of it, and it has many events. */
    @Test
    void whatIsFarBehindIsKeptBeforeItIsRead() {
        append(engine, 0, LIFE);
        append(engine, LIFE.size(), IntStream.range(0, 2 * EndedPayments.PORTION).<AccountEvent>mapToObj(SampleAccount::limit).toList());

        assertThat(payments.find(ID, ORDER)).isEqualTo(folded(ORDER));
        assertThat(repository.keptUpTo(ID)).isEqualTo(LIFE.size() + 2 * EndedPayments.PORTION - 1L);
    }

    private static Payment folded(OrderId order) {
        Payment payment = null;
        for (int sequence = 0; sequence < LIFE.size(); sequence++) {
            if (order.equals(LIFE.get(sequence).orderId())) {
                payment = Payment.evolve(payment, LIFE.get(sequence), sequence);
            }
        }
        return payment;
    }

    private static void append(InMemoryEventStorageEngine engine, int from, List<AccountEvent> events) {
        Stream<DomainEventMessage<?>> messages = IntStream.range(0, events.size())
                .mapToObj(i -> new GenericDomainEventMessage<>("Account", ID.toString(), from + i, events.get(i)));
        engine.appendEvents(messages.toList());
    }
}
