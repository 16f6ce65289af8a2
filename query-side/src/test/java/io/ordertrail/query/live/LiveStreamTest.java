package io.ordertrail.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.query.orderevents.FindOwners.Owner;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.following.WaitingRoom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is done for a client that has gone, whatever was begun for it: clients that come back again and again leave nothing behind. */
class LiveStreamTest {

    private static final Refusal AWAY = Refusal.of(Code.UNAVAILABLE, "The view store is away");

    private final LiveThreads threads = new LiveThreads(new Supervisor(new SimpleMeterRegistry()));
    private final Views views = mock(Views.class);
    private final ContentReader reader = new ContentReader(threads, views);
    private final Map<String, Integer> readings = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void whatItHasMissedIsReadNoMoreOnceTheClientHasGone() {
        LiveContent away = content(AWAY);
        LiveStream gone = stream(away);
        LiveStream stays = stream(away);
        catchUp(gone, "a");
        catchUp(stays, "b");
        await().until(() -> readings.getOrDefault("a", 0) > 1);

        gone.close();

        int then = readings.get("a");
        int others = readings.getOrDefault("b", 0);
        // Each reads after the same rests: many times for the one, and for the other the one that was under way at most.
        await().until(() -> readings.getOrDefault("b", 0) > others + 3);
        assertThat(readings.get("a")).isLessThanOrEqualTo(then + 1);
    }

    @Test
    void nobodyWaitsForAViewForAClientThatHasGone() {
        WaitingRoom room = mock(WaitingRoom.class);
        View<?> view = mock(View.class);
        CompletableFuture<Void> call = new CompletableFuture<>();
        when(view.name()).thenReturn("order-history");
        when(view.room()).thenReturn(room);
        when(room.enter(any())).thenReturn(call);
        doReturn(Optional.of(view)).when(views).view("order-history");
        LiveStream gone = stream(content(Refusal.viewBehind("order-history")));
        catchUp(gone, "a");
        await().until(() -> readings.getOrDefault("a", 0) == 1);

        gone.close();

        await().until(call::isCancelled);
        catchUp(gone, "b");
        assertThat(readings).containsOnlyKeys("a");
    }

    private LiveContent content(Refusal refusal) {
        return (order, seen) -> {
            readings.merge(order, 1, Integer::sum);
            throw refusal;
        };
    }

    private LiveStream stream(LiveContent content) {
        return new LiveStream(new Topic(Topic.Kind.CONSUMER, "ada"), content, 0, threads, new AtomicLong());
    }

    private void catchUp(LiveStream stream, String order) {
        LiveEvent missed = new LiveEvent(7, "OrderPlaced", order, new Owner("ada", null), false, new ConsistencyToken(order, 0, ""));
        stream.add(List.of(missed), new Messages(reader, List.of(missed)));
    }
}
