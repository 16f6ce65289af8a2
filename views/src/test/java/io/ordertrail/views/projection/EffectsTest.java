package io.ordertrail.views.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.history.History;
import io.ordertrail.views.rebuild.Node;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

@StoreTest
class EffectsTest {

    /** A projection that breaks the rule sends a command for each event: none goes out, in following, in building and in healing. */
    @Test
    void foldingSendsNothing(MongoDatabase database) {
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger tried = new AtomicInteger();
        CommandBus commands = SimpleCommandBus.builder().build();
        commands.subscribe("Notify", command -> sent.incrementAndGet());
        commands.registerDispatchInterceptor(messages -> (index, message) -> {
            Effects.requireAllowed("a command");
            return message;
        });
        EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
        History history = new History();
        for (int i = 0; i < 20; i++) {
            history.then(new OrderApproved(new OrderId("o" + i)));
        }
        events.publish(history.messages());

        try (Node node = new Node(database, "one", events, Tallies.projection(event -> {
            tried.incrementAndGet();
            commands.dispatch(new GenericCommandMessage<>(new org.axonframework.messaging.GenericMessage<>("x"), "Notify"));
        }))) {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(Refusal.class)
                    .until(() -> node.running.views().live(Tallies.projection()) != null);
            assertThat(node.healing.parked("tally", 100)).hasSize(20)
                    .allSatisfy(parked -> assertThat(parked.error()).contains("A view being folded sends nothing"));
            assertThat(node.healing.heal("tally", "o1")).isPresent();
        }
        assertThat(tried.get()).isGreaterThanOrEqualTo(21);
        assertThat(sent.get()).isZero();
        commands.dispatch(new GenericCommandMessage<>(new org.axonframework.messaging.GenericMessage<>("x"), "Notify"));
        assertThat(sent.get()).as("outside of a fold it goes").isEqualTo(1);
    }
}
