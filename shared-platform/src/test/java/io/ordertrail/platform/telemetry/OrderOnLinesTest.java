package io.ordertrail.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OrderOnLinesTest {

    private static final String ID = "01KAV9Z5N3Q8T6M2X4R7W0Y1BC";

    private record AcceptTicket(TicketId ticketId, String by) {
    }

    private record AssignCourier(String courier, DeliveryId deliveryId, OrderId orderId) {
    }

    private record Rename(ConsumerId consumerId) {
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(MDC.get(LogContext.ORDER)).isNull();
    }

    @Test
    void aMessagesOrderIsOnTheLinesUntilItIsHandled() throws Exception {
        assertThat(onLinesDuring(new OrderApproved(new OrderId(ID)))).isEqualTo(ID);
        assertThat(onLinesDuring(new AcceptTicket(new TicketId(ID), "me"))).isEqualTo(ID);
        assertThat(onLinesDuring(new AssignCourier("c", null, new OrderId(ID)))).isEqualTo(ID);
    }

    @Test
    void whatConcernsNoOrderNamesNone() throws Exception {
        assertThat(onLinesDuring(new AccountOpened(new AccountId("a"), new ConsumerId("a")))).isNull();
        assertThat(onLinesDuring(new Rename(new ConsumerId("c")))).isNull();
        assertThat(onLinesDuring("text")).isNull();
    }

    @Test
    void whatWasOnTheLinesBeforeIsThereAgain() throws Exception {
        MDC.put(LogContext.ORDER, "outer");
        assertThat(onLinesDuring(new OrderApproved(new OrderId(ID)))).isEqualTo(ID);
        assertThat(MDC.get(LogContext.ORDER)).isEqualTo("outer");
        MDC.remove(LogContext.ORDER);
    }

    private static String onLinesDuring(Object payload) throws Exception {
        DefaultUnitOfWork<GenericEventMessage<Object>> work = new DefaultUnitOfWork<>(new GenericEventMessage<>(payload));
        return (String) new OrderOnLines().handle(work, () -> MDC.get(LogContext.ORDER));
    }

    @ParameterizedTest
    @CsvSource({"/orders/01KAV9Z5N3Q8T6M2X4R7W0Y1BC, 01KAV9Z5N3Q8T6M2X4R7W0Y1BC",
            "/tickets/01KAV9Z5N3Q8T6M2X4R7W0Y1BC/accept, 01KAV9Z5N3Q8T6M2X4R7W0Y1BC",
            "/deliveries/01KAV9Z5N3Q8T6M2X4R7W0Y1BC/pick-up, 01KAV9Z5N3Q8T6M2X4R7W0Y1BC", "/orders,", "/orders/x%0aforged,",
            "/consumers/01KAV9Z5N3Q8T6M2X4R7W0Y1BC/orders,"})
    void aRequestsOrderIsOnTheLinesUntilItIsAnswered(String path, String order) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        new OrderInPath().doFilter(new MockHttpServletRequest("GET", path), new MockHttpServletResponse(),
                (request, response) -> seen.set(MDC.get(LogContext.ORDER)));
        assertThat(seen.get()).isEqualTo(order);
    }

    @Test
    void aTraceIsReadFromMetadataAndGarbageIsNone() {
        GenericEventMessage<String> message = new GenericEventMessage<>("");
        String trace = "0af7651916cd43dd8448eb211c80319c";
        assertThat(TraceParent.of(message.withMetaData(Map.of("traceparent", "00-%s-b7ad6b7169203331-01".formatted(trace)))))
                .contains(new TraceParent(trace, true));
        assertThat(TraceParent.of(message.withMetaData(Map.of("traceparent", "00-%s-b7ad6b7169203331-02".formatted(trace)))))
                .contains(new TraceParent(trace, false));
        assertThat(TraceParent.of(message.withMetaData(Map.of("traceparent", 7)))).isEmpty();
        assertThat(TraceParent.of(message)).isEmpty();
    }
}
