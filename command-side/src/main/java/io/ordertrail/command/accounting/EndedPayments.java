package io.ordertrail.command.accounting;

import io.ordertrail.command.UnknownEvents;
import io.ordertrail.command.accounting.PaymentRepository.KeptPayment;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds payments that have ended, which an account does not carry along: of what is kept, and of the account's events since then, which are
 * few, because what is kept is brought up to date with each snapshot of the account. See ADR 22.
 */
@Component
class EndedPayments {

    /** So many events are read for one payment, at most, and kept together. */
    static final int PORTION = 1_000;

    private final PaymentRepository repository;
    private final EventStore events;
    private final JsonMapper json;

    EndedPayments(PaymentRepository repository, EventStore events) {
        this.repository = repository;
        this.events = events;
        JsonMapper.Builder mapper = JsonMapper.builder();
        NamedTypeSerializer.configure(mapper);
        json = mapper.build();
    }

    /** How the order's payment stands after all stored events of the account; null if there is none. */
    Payment find(AccountId account, OrderId order) {
        if (events.lastSequenceNumberFor(account.toString()).orElse(-1L) - repository.keptUpTo(account) > PORTION) {
            keep(account);
        }
        // What is kept may be brought forward at any time: asked in this order, nothing is missed between the two.
        long upTo = repository.keptUpTo(account);
        Folding folding = foldings(account, Set.of(order)).get(order);
        events.readEvents(account.toString(), upTo + 1).forEachRemaining(folding::apply);
        return folding.payment;
    }

    /** Brings what is kept of the account's payments up to date. */
    void keep(AccountId account) {
        DomainEventStream stream = events.readEvents(account.toString(), repository.keptUpTo(account) + 1);
        while (stream.hasNext()) {
            List<DomainEventMessage<?>> portion = new ArrayList<>();
            while (portion.size() < PORTION && stream.hasNext()) {
                portion.add(stream.next());
            }
            keep(account, portion);
        }
    }

    private void keep(AccountId account, List<DomainEventMessage<?>> portion) {
        Map<OrderId, Folding> foldings = foldings(account,
                portion.stream().map(EndedPayments::orderOf).filter(Objects::nonNull).collect(Collectors.toSet()));
        portion.stream().filter(event -> orderOf(event) != null).forEach(event -> foldings.get(orderOf(event)).apply(event));
        repository.keep(account, foldings.entrySet().stream().map(folding -> new KeptPayment(folding.getKey(), folding.getValue().event,
                json.writeValueAsString(folding.getValue().payment))).toList(), portion.getLast().getSequenceNumber());
    }

    private Map<OrderId, Folding> foldings(AccountId account, Set<OrderId> orders) {
        Map<OrderId, KeptPayment> kept = repository.find(account, orders);
        return orders.stream().collect(Collectors.toMap(Function.identity(), order -> {
            KeptPayment before = kept.get(order);
            return before == null ? new Folding(order, -1, null)
                    : new Folding(order, before.event(), json.readValue(before.state(), Payment.class));
        }));
    }

    private static OrderId orderOf(DomainEventMessage<?> event) {
        return ((AccountEvent) UnknownEvents.requireKnown(event)).orderId();
    }

    /** One order's payment while the account's events are applied to it. */
    private static final class Folding {

        private final OrderId order;
        private long event;
        private Payment payment;

        private Folding(OrderId order, long event, Payment payment) {
            this.order = order;
            this.event = event;
            this.payment = payment;
        }

        private void apply(DomainEventMessage<?> next) {
            if (order.equals(orderOf(next)) && next.getSequenceNumber() > event) {
                event = next.getSequenceNumber();
                payment = Payment.evolve(payment, (AccountEvent) next.getPayload(), event);
            }
        }
    }
}
