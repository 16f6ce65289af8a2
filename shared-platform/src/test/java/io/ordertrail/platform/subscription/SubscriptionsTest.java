package io.ordertrail.platform.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that share a store: each event is delivered at least once and in its order's sequence, whichever of them dies, and by nothing but that. */
@StoreTest
class SubscriptionsTest {

    private static final Pauses PAUSES = new Pauses(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(200),
            Duration.ofHours(1), () -> 0);
    private static final String SHOP = "shop";
    private static final Place SALZBURG = new Place(null, new GeoPoint(47.8, 13.04));

    private final EventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final Supervisor supervisor = new Supervisor(new SimpleMeterRegistry());
    private final List<Node> nodes = new ArrayList<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Answer> subscriber = event -> Answer.of(204);
    private MongoDatabase database;
    private Node node;

    /** What a subscriber hears is the order's id and the event's number in it. */
    private final class Node implements Channel {

        private final Membership membership;
        private final Subscriptions subscriptions;

        Node(String name) {
            membership = new Membership(database, name);
            subscriptions = new Subscriptions(new MongoSubscriptionRepository(database), () -> List.of(this), () -> store, membership,
                    supervisor, PAUSES, new ForwardClock(Clock.systemUTC(), System::nanoTime), new Tally(new SimpleMeterRegistry()));
            nodes.add(this);
        }

        Node start() {
            membership.say("test", Document::new);
            membership.beat();
            membership.start(supervisor);
            subscriptions.start();
            return this;
        }

        @Override
        public boolean serves(Subscription subscription) {
            return true;
        }

        @Override
        public Answer send(Subscription subscription, DomainEventMessage<?> event, long position) {
            String name = "%s %d".formatted(event.getAggregateIdentifier(), event.getSequenceNumber());
            heard.add(name);
            return subscriber.apply(name);
        }
    }

    @BeforeEach
    void start(MongoDatabase empty) {
        database = empty;
        node = new Node("first").start();
    }

    @AfterEach
    void stop() {
        nodes.forEach(each -> each.subscriptions.stop());
        nodes.forEach(each -> each.membership.close());
        supervisor.close();
    }

    private void place(String order, String restaurant) {
        publish(order, 0, new OrderPlaced(new OrderId(order), new ConsumerId("01C"), new RestaurantId(restaurant), "Ajanta", List.of(),
                Money.zero(new CurrencyCode("EUR")), null, Instant.EPOCH, Instant.EPOCH, null, SALZBURG, SALZBURG));
        publish(order, 1, new OrderApproved(new OrderId(order)));
    }

    private void publish(String order, long sequence, Object event) {
        store.publish(new GenericDomainEventMessage<>("Order", "order-" + order, sequence, event));
    }

    private void subscribe(String restaurant, String... types) {
        node.subscriptions.put(SHOP, "https://shop.example/", List.of(types), restaurant, "secret");
    }

    private void awaitHeard(String... events) {
        await().untilAsserted(() -> assertThat(heard).containsExactly(events));
    }

    private Progress progress() {
        return node.subscriptions.find(SHOP).progress();
    }

    @Test
    void whatHappensFromNowOnIsToldAndNothingElse() {
        place("A", "01R");
        subscribe(null);
        place("B", "01R");

        awaitHeard("order-B 0", "order-B 1");
        await().untilAsserted(() -> assertThat(progress().delivered()).hasSize(2).allMatch(delivery -> delivery.attempts() == 1));
        assertThat(progress().waiting()).isEmpty();
        assertThat(progress().position()).isEqualTo(4);
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        subscribe("01R", "OrderApproved", "OrderDelivered");
        place("A", "01R");
        place("B", "02R");
        publish("A", 2, new OrderDelivered(new OrderId("A")));

        awaitHeard("order-A 1", "order-A 2");
        await().until(() -> progress().position() == 5);
    }

    @Test
    void whatFailsIsTriedAgainParkedAndHoldsItsOrderUntilItIsResumed() {
        subscriber = event -> event.equals("order-A 0") ? Answer.of(500) : Answer.of(204);
        subscribe(null);
        place("A", "01R");
        place("B", "01R");

        await().until(() -> progress().parked() == 1);
        assertThat(progress().waiting()).extracting(Delivery::sequence).containsExactly(0L, 1L);
        assertThat(progress().waiting().getFirst().lastStatus()).isEqualTo(500);
        assertThat(progress().delivered()).extracting(Delivery::orderId).containsExactly("B", "B");
        assertThat(heard).contains("order-A 0", "order-B 0", "order-B 1").doesNotContain("order-A 1");

        subscriber = event -> Answer.of(204);
        node.subscriptions.resume(SHOP);
        await().until(() -> progress().waiting().isEmpty());
        assertThat(heard).endsWith("order-A 1");
    }

    /** What is told meanwhile by another, made later, shows that this one has had its time. */
    @Test
    void whileItIsPausedNothingIsToldAndNothingIsLost() {
        subscribe("01R");
        node.subscriptions.pause(SHOP);
        node.subscriptions.put("other", "https://other.example/", List.of(), "02R", "secret");
        await().until(() -> node.subscriptions.find("other").owner() != null);
        place("A", "01R");
        place("B", "02R");
        awaitHeard("order-B 0", "order-B 1");
        assertThat(progress().position()).isZero();

        node.subscriptions.resume(SHOP);
        awaitHeard("order-B 0", "order-B 1", "order-A 0", "order-A 1");
    }

    @Test
    void whatIsNeverTakenCanBeGivenUp() {
        subscriber = event -> event.equals("order-A 0") ? Answer.of(400) : Answer.of(204);
        subscribe(null);
        place("A", "01R");
        await().until(() -> progress().parked() == 1);
        String id = progress().waiting().getFirst().eventId();
        assertThatThrownBy(() -> node.subscriptions.giveUp(SHOP, "none")).isInstanceOf(Refusal.class);

        assertThat(node.subscriptions.giveUp(SHOP, id).eventId()).isEqualTo(id);
        await().until(() -> progress().waiting().isEmpty());
        assertThat(progress().delivered()).extracting(Delivery::sequence).containsExactly(1L);
    }

    @Test
    void itIsToldAgainWhenThatIsWishedForAndInOrder() {
        place("A", "01R");
        subscribe(null);
        node.subscriptions.replay(SHOP, 0);
        awaitHeard("order-A 0", "order-A 1");
        node.subscriptions.replay(SHOP, 1);
        awaitHeard("order-A 0", "order-A 1", "order-A 1");

        assertThatThrownBy(() -> node.subscriptions.replay(SHOP, 3)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> node.subscriptions.replay("none", 0)).isInstanceOf(Refusal.class);
    }

    /** Its place is another's once it is silent; what it had delivered and not noted is delivered again, and what it had not is delivered. */
    @Test
    void anotherNodeGoesOnWhereOneHasDied() {
        subscriber = event -> Answer.of(503);
        subscribe(null);
        place("A", "01R");
        await().until(() -> !progress().waiting().isEmpty());
        Node second = new Node("second").start();
        assertThat(progress().waiting()).hasSize(2);
        node.membership.close();
        await().until(() -> second.subscriptions.find(SHOP).owner().equals("second"));
        heard.clear();
        subscriber = event -> Answer.of(204);
        second.subscriptions.resume(SHOP);

        await().until(() -> second.subscriptions.find(SHOP).progress().waiting().isEmpty());
        assertThat(heard).containsSubsequence("order-A 0", "order-A 1");
        place("B", "01R");
        await().untilAsserted(() -> assertThat(heard).containsSubsequence("order-B 0", "order-B 1"));
    }

    @Test
    void whoStopsNotesWhatItHasDeliveredAndHandsOver() {
        subscribe(null);
        place("A", "01R");
        awaitHeard("order-A 0", "order-A 1");
        node.subscriptions.stop();
        Node second = new Node("second").start();
        await().until(() -> "second".equals(second.subscriptions.find(SHOP).owner()));
        place("B", "01R");

        awaitHeard("order-A 0", "order-A 1", "order-B 0", "order-B 1");
    }

    @Test
    void whoIsTakenOffTheListIsToldNothingMore() {
        subscribe(null);
        place("A", "01R");
        awaitHeard("order-A 0", "order-A 1");
        node.subscriptions.remove(SHOP);
        assertThatThrownBy(() -> node.subscriptions.find(SHOP)).isInstanceOf(Refusal.class);
        subscribe(null, "OrderDelivered");
        publish("A", 2, new OrderDelivered(new OrderId("A")));

        await().untilAsserted(() -> assertThat(heard).contains("order-A 2"));
        assertThat(heard).doesNotHaveDuplicates();
    }
}
