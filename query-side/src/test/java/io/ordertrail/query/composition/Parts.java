package io.ordertrail.query.composition;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.query.Queries;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.mockito.ArgumentMatchers;

/** Whoever has an order's parts, as a test wants them: each answers, or does whatever it is told to do instead. */
final class Parts {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Ticket TICKET = new Ticket(new TicketId("1"), TicketStatus.PICKED_UP, NOON, null);
    static final PaymentEntry PAYMENT = new PaymentEntry(PaymentStatus.AUTHORIZED, Money.of("61.70", "EUR"), null);
    static final CourierLocation LOCATION = new CourierLocation(47.8, 13.04, NOON);
    static final DeliveryEntry DELIVERY = new DeliveryEntry(new DeliveryId("1"), DeliveryStatus.PICKED_UP, new CourierId("grace"), null,
            NOON, NOON, NOON, null, null);

    private final Queries queries = mock(Queries.class);
    private final Map<Class<?>, Supplier<?>> answers = new ConcurrentHashMap<>();
    private final List<Class<?>> asked = new CopyOnWriteArrayList<>();

    Parts() {
        doAnswer(call -> answer(call.getArgument(0))).when(queries).ask(any(), ArgumentMatchers.<Class<Object>>any());
        doAnswer(call -> answer(call.getArgument(0))).when(queries).askOptional(any(), any());
        answers.putAll(Map.of(FindPlacedOrder.class, () -> Optional.of(order()), FindOrderTicket.class, () -> Optional.of(TICKET),
                FindPayment.class, () -> Optional.of(PAYMENT), FindDelivery.class, () -> Optional.of(DELIVERY),
                FindCourierLocation.class, () -> Optional.of(LOCATION)));
    }

    static OrderEntry order() {
        return new OrderEntry(new OrderId("1"), OrderStatus.APPROVED, 1L, new ConsumerId("ada"),
                new OrderEntry.Restaurant(new RestaurantId("ajanta"), "Ajanta"), List.of(), Money.of("61.70", "EUR"), NOON, NOON, "T-417",
                null, null);
    }

    private Object answer(Object question) {
        asked.add(question.getClass());
        return answers.get(question.getClass()).get();
    }

    Queries queries() {
        return queries;
    }

    /** From now on this is what comes of the question. */
    void when(Class<?> question, Supplier<?> answer) {
        answers.put(question, answer);
    }

    Supplier<?> answerTo(Class<?> question) {
        return answers.get(question);
    }

    void whenDown(Class<?> question, RuntimeException failure) {
        when(question, () -> {
            throw failure;
        });
    }

    long timesAsked(Class<?> question) {
        return asked.stream().filter(question::equals).count();
    }
}
