package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.history.History;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A view that knows more than its store, as after the store was restored from a backup, shows nothing that did not happen. */
@StoreTest
class AheadTest {

    private static final String VIEW = "tally";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param since stored since the restore: less than what was lost, as much, or more */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 40})
    void whatFollowedAStoreThatIsNoMoreAnswersNothingUntilItIsRebuilt(int since, MongoDatabase database) {
        History kept = orders("kept", 10);
        History lost = kept.copy().then(each("lost", 5));
        try (Node before = new Node(database, "before", store(lost), Tallies.projection())) {
            await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).until(() -> isThere(before, "lost4"));
        }
        History after = kept.copy().then(each("other", since));
        try (Node node = new Node(database, "after", store(after), Tallies.projection())) {
            assertThat(node.running.views().status(VIEW).orElseThrow().state()).isEqualTo(ViewStatus.State.AHEAD);
            assertThatThrownBy(() -> isThere(node, "kept1"))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_AHEAD));

            String id = node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id();
            await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, id).status() == RebuildStatus.SWITCHED);
            await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).until(() -> isThere(node, "kept1"));
            assertThat(isThere(node, "lost4")).isFalse();
            assertThat(isThere(node, "other0")).isEqualTo(since > 0);
            assertThat(node.running.views().status(VIEW).orElseThrow().state()).isEqualTo(ViewStatus.State.FOLLOWING);
        }
    }

    private static History orders(String name, int count) {
        return new History().then(each(name, count));
    }

    private static OrderApproved[] each(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> new OrderApproved(new OrderId(name + i))).toArray(OrderApproved[]::new);
    }

    private static EventStore store(History history) {
        EventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
        store.publish(history.messages());
        return store;
    }

    private static boolean isThere(Node node, String order) {
        return node.running.views().live(Tallies.projection()).find(order).isPresent();
    }
}
