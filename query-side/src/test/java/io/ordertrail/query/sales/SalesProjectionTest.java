package io.ordertrail.query.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesProjectionTest {

    private static final String NOON = "2026-11-21T12:00:00Z";

    private final SalesProjection projection = new SalesProjection();

    @Test
    void anOrderCountsFromItsApprovalOn() {
        History history = History.of(Orders.placed("1", NOON), Orders.authorized("1", "10"));
        assertThat(sumOf(history)).isNull();

        history.then(Orders.approved("1"));
        assertThat(sumOf(history)).isEqualTo("ajanta/2026-11-21/48");
        assertThat(addends(history)).isEqualTo(numbers("1", "0", "0"));
    }

    @Test
    void aRejectedOrderNeverCounts() {
        History history = History.of(Orders.placed("1", NOON), new OrderRejected(new OrderId("1"), Rejection.CARD_LIMIT));
        assertThat(sumOf(history)).isNull();
        assertThat(projection.complete(folded(history))).isTrue();
    }

    @Test
    void whatWasCapturedIsEarnedAndWhatWasRefundedIsNot() {
        History history = History.of(Orders.delivered("1", NOON, "61.70"));
        assertThat(addends(history)).isEqualTo(numbers("1", "0", "61.70"));

        history.then(Orders.refunded("1", "1.70"), Orders.refunded("1", "10"));
        assertThat(addends(history)).isEqualTo(numbers("1", "0", "50.00"));
    }

    @Test
    void aCancelledOrderIsAnOrderStill() {
        assertThat(addends(History.of(Orders.cancelled("1", NOON)))).isEqualTo(numbers("1", "1", "0"));
    }

    @Test
    void amountsBeyondAnyNumberOfTheMachineAreAddedUp() {
        String amount = "9".repeat(30) + ".99";
        assertThat(addends(History.of(Orders.delivered("1", NOON, amount)))).isEqualTo(numbers("1", "0", amount));
    }

    @Test
    void onlyOrdersAndTheirPaymentsAreOfInterest() {
        assertThat(projection.keyOf(new ConsistencyToken("order-1", 0, ""))).isEqualTo("1");
        assertThat(projection.keyOf(new ConsistencyToken("account-ada", 0, "1"))).isEqualTo("1");
        assertThat(projection.keyOf(new ConsistencyToken("account-ada", 0, ""))).isNull();
        assertThat(projection.keyOf(new ConsistencyToken("ticket-1", 0, ""))).isNull();
        assertThat(projection.keyOf(new ConsistencyToken("restaurant-1", 0, ""))).isNull();
        assertThat(Folded.by(projection, History.of(Orders.opened("UTC")))).isEmpty();
    }

    private Sale folded(History history) {
        return Folded.by(projection, history).get("1");
    }

    private String sumOf(History history) {
        return projection.sumOf(folded(history));
    }

    private List<BigDecimal> addends(History history) {
        return projection.addends(folded(history));
    }

    private static List<BigDecimal> numbers(String... numbers) {
        return java.util.Arrays.stream(numbers).map(BigDecimal::new).toList();
    }
}
