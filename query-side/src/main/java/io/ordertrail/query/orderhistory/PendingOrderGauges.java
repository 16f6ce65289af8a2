package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.telemetry.Latest;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Orders that are not at rest, by state and by how long nothing has happened to them, as the view tells it: the same on every node. NaN while it
 * cannot be known. The oldest of each state are looked at, from the index alone.
 */
@Component
class PendingOrderGauges implements MeterBinder {

    /** More is told as so many. */
    private static final int MOST_COUNTED = 1_000;

    private static final List<OrderStatus> PENDING =
            List.of(OrderStatus.APPROVAL_PENDING, OrderStatus.CANCEL_PENDING, OrderStatus.REVISION_PENDING);
    private static final Map<String, Duration> AGES = Map.of("0s", Duration.ZERO, "1m", Duration.ofMinutes(1), "10m",
            Duration.ofMinutes(10));

    private final Latest<List<Duration>> latest;

    @Autowired
    PendingOrderGauges(Views views, OrderHistoryProjection orderHistory, Clock clock) {
        this(new Latest<>(() -> ages(views.live(orderHistory), clock.instant())));
    }

    /** @param latest ages of the orders by state */
    PendingOrderGauges(Latest<List<Duration>> latest) {
        this.latest = latest;
    }

    static Map<String, List<Duration>> ages(Generation<OrderHistoryEntry> orders, Instant now) {
        return PENDING.stream().map(OrderStatus::name).collect(Collectors.toMap(Function.identity(), status -> orders.collection()
                .aggregate(List.of(Aggregates.match(eq(OrderHistoryProjection.STATUS, status)),
                        Aggregates.sort(Sorts.ascending(OrderHistoryProjection.PLACED_AT, OrderHistoryProjection.ID)),
                        Aggregates.limit(MOST_COUNTED),
                        Aggregates.project(Projections.fields(Projections.excludeId(),
                                Projections.computed("at", "$" + OrderHistoryProjection.CHANGED_AT)))),
                        Document.class)
                .into(new ArrayList<>()).stream().flatMap(order -> changedAt(order)).map(at -> Duration.between(at, now))
                .toList()));
    }

    private static Stream<Instant> changedAt(Document order) {
        return order.get("at") instanceof Date at ? Stream.of(at.toInstant()) : Stream.empty();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        PENDING.forEach(status -> {
            AGES.forEach((name, age) -> gauge("ordertrail.orders.pending", status,
                    ages -> ages.stream().filter(older -> older.compareTo(age) >= 0).count())
                    .tag("older", name).description("Orders in a pending state to which nothing has happened for so long")
                    .register(registry));
            gauge("ordertrail.orders.pending.age", status,
                    ages -> ages.stream().mapToDouble(age -> age.toMillis() / 1000.0).max().orElse(0))
                    .baseUnit("seconds").description("How long nothing has happened to the one that has waited longest").register(registry);
        });
    }

    private Gauge.Builder<Latest<List<Duration>>> gauge(String name, OrderStatus status, ToDoubleFunction<List<Duration>> value) {
        return Gauge.builder(name, latest, known -> known.of(status.name()).map(value::applyAsDouble).orElse(Double.NaN))
                .tag("status", status.name());
    }
}
