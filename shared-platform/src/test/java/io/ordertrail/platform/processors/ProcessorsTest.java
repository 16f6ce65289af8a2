package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.mongo.EmbeddedServer;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Against Axon's own processors: one event store in memory, one token store, and as many nodes as a test needs. */
class ProcessorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MongoServer server = EmbeddedServer.start();
    private final MongoClient client = MongoClients.create(server.getConnectionString());
    private final MongoDatabase database = client.getDatabase("test");
    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final AtomicInteger published = new AtomicInteger();
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
        client.close();
        server.shutdownNow();
    }

    @Test
    void everyProcessorIsListedByName() {
        TestNode node = start("a");

        assertThat(node.shown()).extracting(ProcessorStatus::name).containsExactly("at-once", "words");
        assertThat(node.shown().getFirst()).isEqualTo(new ProcessorStatus("at-once", true, List.of()));
    }

    @Test
    void aSegmentStandsAtTheFeedsPositionOfItsLastEvent() {
        TestNode node = start("a");
        publish(3);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(node.words()).isEqualTo(new ProcessorStatus("words", true,
                IntStream.range(0, 4).mapToObj(id -> new SegmentStatus(id, "a", 3, true, null)).toList())));
    }

    @Test
    void noErrorEndsTheLookingAtWhatIsWanted() {
        TestNode node = start("a");
        node.outOfMemory = true;
        await().atMost(PATIENCE).until(() -> node.failures() > 1);
        node.outOfMemory = false;

        assertThat(node.controller.pause("words").running()).isFalse();
    }

    @Test
    void aSegmentThatCannotGoOnSaysWhyUntilItGetsOn() {
        TestNode node = start("a");
        publish(2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(node.words().segments()).extracting(SegmentStatus::position)
                .containsExactly(2L, 2L, 2L, 2L));
        node.broken = true;
        publish(1);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(node.words().segments()).hasSize(4)
                .filteredOn(segment -> segment.error() != null).singleElement()
                .satisfies(segment -> assertThat(segment.error()).contains("cannot read 3"))
                .satisfies(segment -> assertThat(segment.position()).isEqualTo(2))
                .satisfies(segment -> assertThat(segment.caughtUp()).isFalse()));

        node.broken = false;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(node.words().segments())
                .extracting(SegmentStatus::position, SegmentStatus::error).containsOnly(tuple(3L, null)));
    }

    @Test
    void aProcessorThatWasStoppedIsNotRunningAndNobodyStartsIt() {
        TestNode node = start("a");
        node.processor().shutDown();
        node.controller.all(null);

        assertThat(node.words().running()).isFalse();
    }

    @Test
    void aSegmentWithoutErrorShowsThatItHasNone() {
        assertThat(new JsonMapper().writeValueAsString(new SegmentStatus(0, "n", 7, true, null)))
                .isEqualTo("{\"id\":0,\"node\":\"n\",\"position\":7,\"caughtUp\":true,\"error\":null}");
    }

    @Test
    void garbageForATokenIsRefusedAndATokenIsNot() {
        TestNode node = start("a");
        String token = new ConsistencyToken("order-1", 0, "").encode();

        assertThat(node.controller.all(List.of(token + ", " + token)).processors()).hasSize(2);
        assertThatThrownBy(() -> node.controller.all(List.of(token, "garbage"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("BAD_TOKEN");
    }

    @Test
    void aNodeThatJoinsTakesOverItsShareAndALeavingOneGivesItBack() {
        TestNode a = start("a");
        awaitClaims(4);
        TestNode b = start("b");
        awaitClaims(2, 2);
        start("c");
        awaitClaims(2, 1, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(a.words().segments()).extracting(SegmentStatus::node)
                .containsExactlyInAnyOrder("a", "a", "b", "c"));
        publish(40);
        awaitAllHandled();
        nodes.remove(a);
        a.close();
        awaitClaims(2, 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(b.words().segments()).hasSize(4));
    }

    @Test
    void segmentsOfAnEarlierVersionAreSplitUntilThereAreEnoughAndNothingIsMissed() {
        TestNode earlier = start("a");
        publish(10);
        awaitAllHandled();
        nodes.remove(earlier);
        earlier.close();
        publish(10);
        TestNode a = new TestNode("a", events, database, 10);
        nodes.add(a);
        TestNode b = new TestNode("b", events, database, 10);
        nodes.add(b);
        awaitClaims(5, 5);
        publish(10);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Stream.of(earlier, a, b).flatMap(node -> node.handled.stream())
                .collect(Collectors.toSet())).hasSize(30));
        nodes.forEach(TestNode::look);
        a.controller.merge("words");
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).untilAsserted(() -> assertThat(a.words().segments()).hasSize(9));
    }

    @Test
    void theNodesStayWithWhatTheyHaveOnceItIsShared() {
        start("a");
        start("b");
        start("c");
        awaitClaims(2, 1, 1);
        // What each has said last may be a second old.
        nodes.forEach(TestNode::look);
        List<SegmentStatus> shared = segments();
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).untilAsserted(() -> assertThat(segments())
                .extracting(SegmentStatus::id, SegmentStatus::node)
                .containsExactlyElementsOf(shared.stream().map(segment -> tuple(segment.id(), segment.node())).toList()));
    }

    @Test
    void aPausedProcessorHandlesNothingOnAnyNodeUntilItIsResumed() {
        TestNode a = start("a");
        TestNode b = start("b");
        awaitClaims(2, 2);

        assertThat(a.controller.pause("words")).isEqualTo(new ProcessorStatus("words", false, List.of()));
        assertThat(b.words().running()).isFalse();
        assertThat(b.controller.pause("words").running()).as("a repeat").isFalse();
        publish(20);
        TestNode late = start("c");
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> handled() == 0);
        assertThat(late.words().running()).isFalse();

        assertThat(b.controller.resume("words").running()).isTrue();
        assertThat(a.controller.resume("words").running()).as("a repeat").isTrue();
        assertThat(nodes).allMatch(node -> node.words().running());
        awaitAllHandled();
    }

    @Test
    void aPauseWaitsForTheClaimsOfANodeThatHangs() {
        TestNode a = start("a");
        TestNode hanging = start("b");
        awaitClaims(2, 2);
        hanging.hang();
        Instant asked = Instant.now();
        Thread.ofVirtual().start(() -> {
            await().pollDelay(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> true);
            hanging.processor().shutDown();
        });
        a.controller.pause("words");

        assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aNodeThatNeverLetsGoMakesAPauseUnavailable() {
        TestNode a = start("a");
        TestNode hanging = start("b");
        awaitClaims(2, 2);
        hanging.hang();

        refused(Code.UNAVAILABLE, () -> a.controller.pause("words"));
    }

    @Test
    void aSegmentIsSplitAndMergedOnWhicheverNodeHasIt() {
        TestNode a = start("a");
        TestNode b = start("b");
        awaitClaims(2, 2);

        a.controller.split("words");
        b.controller.split("words");
        awaitClaims(3, 3);
        publish(30);
        awaitAllHandled();
        for (int left = 5; left >= 1; left--) {
            (left % 2 == 0 ? a : b).controller.merge("words");
            int expected = left;
            await().atMost(PATIENCE).until(() -> a.claimed() + b.claimed() == expected);
        }
        publish(10);
        awaitAllHandled();
        refused(Code.INVALID_STATE, () -> a.controller.merge("words"));
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        TestNode node = start("a");
        awaitClaims(4);

        refused(Code.NOT_FOUND, () -> node.controller.pause("nobody"));
        refused(Code.NOT_FOUND, () -> node.controller.resume("nobody"));
        refused(Code.NOT_FOUND, () -> node.controller.split("nobody"));
        refused(Code.INVALID_STATE, () -> node.controller.pause("at-once"));
        node.controller.pause("words");
        refused(Code.INVALID_STATE, () -> node.controller.merge("words"));
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private TestNode start(String name) {
        TestNode node = new TestNode(name, events, database);
        nodes.add(node);
        return node;
    }

    private void publish(int words) {
        for (int i = 0; i < words; i++) {
            String word = String.valueOf(published.incrementAndGet());
            events.publish(new GenericDomainEventMessage<>("Word", word, 0, word));
        }
    }

    private int handled() {
        return nodes.stream().mapToInt(node -> node.handled.size()).sum();
    }

    /** Once at least, as Axon promises: around a merge some are handled again. */
    private void awaitAllHandled() {
        await().atMost(PATIENCE).until(() -> nodes.stream().flatMap(node -> node.handled.stream()).distinct().count() == published.get());
    }

    private void awaitClaims(Integer... claimed) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodes).extracting(TestNode::claimed).containsExactly(claimed));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(segments()).hasSize(IntStream.range(0, claimed.length)
                .map(i -> claimed[i]).sum()));
    }

    /** As the first node shows them. */
    private List<SegmentStatus> segments() {
        return nodes.getFirst().words().segments();
    }
}
