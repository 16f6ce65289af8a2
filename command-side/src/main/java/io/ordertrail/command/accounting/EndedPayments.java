package io.ordertrail.command.accounting;

import io.ordertrail.command.accounting.PaymentRepository.KeptPayment;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Folding folding = folding(account, order);
        events.readEvents(account.toString(), upTo + 1).forEachRemaining(folding::apply);
        return folding.payment;
    }

    /** Brings what is kept of the account's payments up to date. */
    void keep(AccountId account) {
        DomainEventStream stream = events.readEvents(account.toString(), repository.keptUpTo(account) + 1);
        while (stream.hasNext()) {
            keepPortion(account, stream);
        }
    }

    private void keepPortion(AccountId account, DomainEventStream stream) {
        Map<OrderId, Folding> changed = new HashMap<>();
        long last = -1;
        for (int i = 0; i < PORTION && stream.hasNext(); i++) {
            DomainEventMessage<?> event = stream.next();
            last = event.getSequenceNumber();
            OrderId order = ((AccountEvent) event.getPayload()).orderId();
            if (order != null) {
                changed.computeIfAbsent(order, another -> folding(account, another)).apply(event);
            }
        }
        List<KeptPayment> payments = new ArrayList<>();
        changed.forEach((order, folding) -> payments.add(
                new KeptPayment(order, folding.event, json.writeValueAsString(folding.payment))));
        repository.keep(account, payments, last);
    }

    private Folding folding(AccountId account, OrderId order) {
        Folding folding = new Folding(order);
        repository.find(account, order).ifPresent(kept -> {
            folding.event = kept.event();
            folding.payment = json.readValue(kept.state(), Payment.class);
        });
        return folding;
    }

    /** One order's payment while the account's events are applied to it. */
    private static final class Folding {

        private final OrderId order;
        private long event = -1;
        private Payment payment;

        private Folding(OrderId order) {
            this.order = order;
        }

        private void apply(DomainEventMessage<?> message) {
            AccountEvent next = (AccountEvent) message.getPayload();
            if (order.equals(next.orderId()) && message.getSequenceNumber() > event) {
                payment = Payment.evolve(payment, next, message.getSequenceNumber());
                event = message.getSequenceNumber();
            }
        }
    }
}
