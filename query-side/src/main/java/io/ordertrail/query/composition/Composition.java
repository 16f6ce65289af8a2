package io.ordertrail.query.composition;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.composition.ComposedOrder.Stale;
import io.ordertrail.query.delivery.DeliveryEntry;
import io.ordertrail.query.delivery.DeliveryEntry.CourierLocation;
import io.ordertrail.query.delivery.FindCourierLocation;
import io.ordertrail.query.delivery.FindDelivery;
import io.ordertrail.query.order.FindPlacedOrder;
import io.ordertrail.query.order.OrderEntry;
import io.ordertrail.query.payment.FindPayment;
import io.ordertrail.query.payment.PaymentEntry;
import io.ordertrail.query.ticket.FindOrderTicket;
import io.ordertrail.query.ticket.TicketEntry.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks an order's parts of whoever has them: all that depends on nothing else at once, where the courier is after the delivery. Without the
 * order itself there is no answer; every other part may be missing.
 */
@Component
class Composition implements AutoCloseable {

    static final String ORDER = "order";
    static final String TICKET = "ticket";
    static final String PAYMENT = "payment";
    static final String DELIVERY = "delivery";
    static final String COURIER_LOCATION = "courierLocation";

    /** Only who carries an order tells where he is. */
    private static final Set<DeliveryStatus> CARRIED =
            EnumSet.of(DeliveryStatus.PICKED_UP, DeliveryStatus.COMPLETED, DeliveryStatus.FAILED);

    private final Queries queries;
    private final ExecutorService threads;
    private final Provider<OrderEntry> orders;
    private final Provider<Ticket> tickets;
    private final Provider<PaymentEntry> payments;
    private final Provider<DeliveryEntry> deliveries;
    private final Provider<CourierLocation> courierLocations;

    Composition(Queries queries, CircuitBreakerRegistry breakers, Clock clock,
            @Value("${ordertrail.composition.timeout}") Duration timeout) {
        this.queries = queries;
        // Virtual ones, of which there are never more than the providers let in; traces and log lines go with them.
        this.threads = ContextExecutorService.wrap(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("composition-", 0).factory()),
                ContextSnapshotFactory.builder().build()::captureAll);
        this.orders = new Provider<>(breakers.circuitBreaker(ORDER), threads, timeout, clock);
        this.tickets = new Provider<>(breakers.circuitBreaker(TICKET), threads, timeout, clock);
        this.payments = new Provider<>(breakers.circuitBreaker(PAYMENT), threads, timeout, clock);
        this.deliveries = new Provider<>(breakers.circuitBreaker(DELIVERY), threads, timeout, clock);
        this.courierLocations = new Provider<>(breakers.circuitBreaker(COURIER_LOCATION), threads, timeout, clock);
    }

    /**
     * @throws Refusal {@code UNAVAILABLE} without the order itself, or without a part whose event a token names; otherwise as a part's
     *     provider refused it
     */
    ComposedOrder compose(String id, List<ConsistencyToken> tokens) {
        CompletableFuture<Part<OrderEntry>> order =
                orders.ask(id, () -> queries.askOptional(new FindPlacedOrder(id, tokens), OrderEntry.class));
        CompletableFuture<Part<Ticket>> ticket =
                tickets.ask(id, () -> queries.askOptional(new FindOrderTicket(id, tokens), Ticket.class));
        CompletableFuture<Part<PaymentEntry>> payment =
                payments.ask(id, () -> queries.askOptional(new FindPayment(id, tokens), PaymentEntry.class));
        CompletableFuture<Part<DeliveryEntry>> delivery =
                deliveries.ask(id, () -> queries.askOptional(new FindDelivery(id, tokens), DeliveryEntry.class));
        CompletableFuture<Part<CourierLocation>> courier = delivery.thenCompose(known -> isCarried(known)
                ? courierLocations.ask(id, () -> queries.askOptional(new FindCourierLocation(id, tokens), CourierLocation.class))
                : CompletableFuture.completedFuture(Part.answered(Optional.empty())));
        return composed(id, had(order), had(ticket), had(payment), had(delivery), had(courier), tokens);
    }

    private static boolean isCarried(Part<DeliveryEntry> delivery) {
        return delivery.value() != null && CARRIED.contains(delivery.value().status());
    }

    private static <T> Part<T> had(CompletableFuture<Part<T>> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : e;
        }
    }

    private static ComposedOrder composed(String id, Part<OrderEntry> order, Part<Ticket> ticket, Part<PaymentEntry> payment,
            Part<DeliveryEntry> delivery, Part<CourierLocation> courier, List<ConsistencyToken> tokens) {
        if (!order.had() || order.isStale()) {
            throw Refusal.of(Code.UNAVAILABLE, "The order itself cannot be had now");
        }
        ticket.requireShown("ticket", tokens);
        payment.requireShown("account", tokens);
        delivery.requireShown("delivery", tokens);
        courier.requireShown("delivery", tokens);
        if (order.value() == null) {
            throw unknown(id, ticket, payment, delivery);
        }
        List<String> missing = new ArrayList<>();
        Map<String, Stale> stale = new LinkedHashMap<>();
        Map<String, Part<?>> parts = new LinkedHashMap<>();
        parts.put(TICKET, ticket);
        parts.put(PAYMENT, payment);
        parts.put(DELIVERY, delivery);
        parts.put(COURIER_LOCATION, courier);
        parts.forEach((name, part) -> {
            if (!part.had()) {
                missing.add(name);
            } else if (part.isStale()) {
                stale.put(name, new Stale(part.asOf()));
            }
        });
        DeliveryEntry whole = delivery.value() == null ? null : delivery.value().with(courier.value());
        return ComposedOrder.of(order.value(), ticket.value(), payment.value(), whole, missing, stale);
    }

    /** The parts are followed apart from each other: an order of which there is another part has been placed, whether its own has got that far or not. */
    private static Refusal unknown(String id, Part<?>... others) {
        boolean hasParts = Stream.of(others).anyMatch(part -> part.value() != null);
        return hasParts ? Refusal.viewBehind(FindPlacedOrder.VIEW) : Refusal.notFound("order", id);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
