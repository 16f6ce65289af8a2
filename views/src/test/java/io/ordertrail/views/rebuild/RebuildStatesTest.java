package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.mongo.StoreUnderTest;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.state.RebuildRecords;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.Situation;
import io.ordertrail.views.state.Situations;
import io.ordertrail.views.state.SwitchMode;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code LeftStatesTest} says of states, said of the machinery: a node finds as many views, each as another has left it when it died. */
@ExtendWith(StoreUnderTest.class)
class RebuildStatesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More events than anything in those states is said to have been built up to. */
    private static final int ORDERS = 20;

    @Test
    void aNodeThatComesNextServesEveryViewAndRebuildsIt(MongoDatabase database) {
        Situations situations = new Situations(database, new ViewStates(database, new RebuildRecords(database)));
        Map<String, Projection<Tally>> projections = Stream.of(Situation.LED, Situation.BUILT, Situation.ANNOUNCED, Situation.LOADING,
                Situation.REBUILT, Situation.VERIFIED, Situation.DECIDED, Situation.FAILED_WHEN_ANNOUNCED, Situation.ROLLING_BACK)
                .collect(Collectors.toMap(situations::leave, situation -> Tallies.named(situation.name())));
        EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
        events.publish(new History().then(IntStream.range(0, ORDERS).mapToObj(i -> new OrderApproved(new OrderId("o" + i)))
                .toArray(OrderApproved[]::new)).messages());

        try (Node next = new Node(database, "next", events, List.copyOf(projections.values()), null, Path.of("nowhere"), Clock.systemUTC(),
                Duration.ofSeconds(1))) {
            projections.forEach((view, projection) -> await(view).atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class)
                    .until(() -> isSettled(state(next, view)) && next.running.views().live(projection) != null));
            // Where an older version's rebuild, or one without its checkpoint, waits for its like, a person takes it back.
            projections.keySet().forEach(view -> state(next, view).underWay()
                    .ifPresent(left -> assertThat(next.rebuilds.cancel(view, left.id()).status()).isEqualTo(RebuildStatus.CANCELLED)));
            Map<String, String> begun = projections.keySet().stream()
                    .collect(Collectors.toMap(Function.identity(), view -> next.rebuilds.start(view, SwitchMode.ALWAYS, null).id()));
            begun.forEach((view, id) -> await(view).atMost(PATIENCE)
                    .until(() -> next.rebuilds.find(view, id).status() == RebuildStatus.SWITCHED));
            projections.forEach((view, projection) -> await(view).atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class)
                    .until(() -> IntStream.range(0, ORDERS)
                            .allMatch(i -> next.running.views().live(projection).find("o" + i).isPresent())));
        }
    }

    /** Nothing is left that this node could do. */
    private static boolean isSettled(ViewState state) {
        return state.switching() == null && state.live() > 0 && state.underWay().filter(rebuild -> rebuild.version() == 1).isEmpty();
    }

    private static ViewState state(Node node, String view) {
        return node.running.states().find(view).orElseThrow();
    }
}
