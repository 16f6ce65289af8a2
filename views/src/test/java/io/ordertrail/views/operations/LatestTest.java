package io.ordertrail.views.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.telemetry.Latest;
import io.ordertrail.views.following.ViewStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LatestTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private static ViewStatus behind(long lag) {
        return new ViewStatus("orders", "orders", 1, 7, lag, 1.5, List.of(), 0, null, ViewStatus.State.FOLLOWING);
    }

    private Latest<ViewStatus> of(Supplier<List<ViewStatus>> views) {
        return new Latest<>(() -> {
            asked.incrementAndGet();
            return views.get().stream().collect(Collectors.toMap(ViewStatus::name, Function.identity()));
        }, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void storesAreAskedOnceForAllValuesOfAScrapeAndAgainForTheNext() {
        Latest<ViewStatus> latest = of(() -> List.of(behind(asked.get())));
        await().until(() -> latest.of("orders").isPresent());
        assertThat(latest.of("orders")).contains(behind(1));
        assertThat(latest.of("couriers")).isEmpty();
        pass(Duration.ofSeconds(10));
        await().until(() -> latest.of("orders").orElseThrow().equals(behind(2)));
        assertThat(asked).hasValue(2);
    }

    @Test
    void aStoreThatHangsHoldsNobodyAndIsAskedOnceAtATime() {
        CountDownLatch hold = new CountDownLatch(1);
        Latest<ViewStatus> latest = of(() -> {
            await().atMost(Duration.ofMinutes(1)).until(() -> hold.getCount() == 0);
            return List.of(behind(3));
        });
        assertThat(latest.of("orders")).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(latest.of("orders")).isEmpty();
        assertThat(asked).hasValue(1);
        hold.countDown();
        await().until(() -> latest.of("orders").isPresent());
    }

    @Test
    void whatIsTooOldToBeTrueIsNotTold() {
        Latest<ViewStatus> latest = of(() -> {
            if (asked.get() > 1) {
                throw new IllegalStateException("the store is away");
            }
            return List.of(behind(0));
        });
        await().until(() -> latest.of("orders").isPresent());
        pass(Duration.ofSeconds(20));
        assertThat(latest.of("orders")).isPresent();
        pass(Duration.ofSeconds(20));
        assertThat(latest.of("orders")).isEmpty();
    }

    @Test
    void aGaugeOfWhatCannotBeKnownIsNoNumber() {
        Latest<ViewStatus> latest = of(List::of);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ViewGauges(List.of(new NamedProjection("orders")), latest).bindTo(registry);
        assertThat(registry.get("ordertrail.view.lag.events").tag("view", "orders").gauge().value()).isNaN();
    }
}
