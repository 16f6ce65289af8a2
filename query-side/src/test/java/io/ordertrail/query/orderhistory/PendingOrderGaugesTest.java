package io.ordertrail.query.orderhistory;

import static io.ordertrail.query.orderhistory.Lives.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.query.CursorsFixture;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@StoreTest
class PendingOrderGaugesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void ordersThatAreNotAtRestAreCountedByStateAndByHowLongNothingHasHappened(MongoDatabase database) {
        OrderHistoryProjection orderHistory = new OrderHistoryProjection();
        RestaurantNamesProjection names = new RestaurantNamesProjection();
        FoldedViews folded = new FoldedViews(database, orderHistory, names);
        folded.publish(placed("1"), placed("2"), new OrderApproved(new OrderId("1")));
        Instant changed = new OrderHistoryQuery(folded.views(), orderHistory, names, CursorsFixture.on(database))
                .handle(new FindOrder("2", List.of())).changedAt();

        new PendingOrderGauges(folded.views(), orderHistory, Clock.fixed(changed.plusSeconds(90), ZoneOffset.UTC)).bindTo(meters);

        // What a busy machine has not counted within a second is told later.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(pending("APPROVAL_PENDING", "0s")).isEqualTo(1);
            assertThat(pending("APPROVAL_PENDING", "1m")).isEqualTo(1);
            assertThat(pending("APPROVAL_PENDING", "10m")).isZero();
            assertThat(pending("CANCEL_PENDING", "0s")).isZero();
            assertThat(meters.get("ordertrail.orders.pending.age").tag("status", "APPROVAL_PENDING").gauge().value()).isEqualTo(90);
        });
    }

    private double pending(String status, String older) {
        return meters.get("ordertrail.orders.pending").tags("status", status, "older", older).gauge().value();
    }
}
