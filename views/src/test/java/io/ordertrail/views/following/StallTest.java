package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.mongo.EmbeddedServer;
import io.ordertrail.platform.servers.TcpProxy;
import io.ordertrail.views.following.ViewStatus.SegmentStatus;
import io.ordertrail.views.history.History;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store does not answer one of two nodes for longer than its place lasts, while there is something to do. */
class StallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final int ORDERS = 200;

    private final MongoServer server = EmbeddedServer.start();
    private final InetSocketAddress address = server.getLocalAddress();
    private final TcpProxy proxy = new TcpProxy(address.getHostString(), address.getPort());
    private final MongoClient stalling = client(proxy.port());
    private final MongoClient client = client(address.getPort());
    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private RunningViews one;
    private RunningViews other;

    private static MongoClient client(int port) {
        return MongoClients.create(MongoClientSettings.builder().timeout(2, TimeUnit.SECONDS)
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:%d/".formatted(port)))
                .applyToSocketSettings(socket -> socket.connectTimeout(1, TimeUnit.SECONDS))
                .applyToServerSettings(monitor -> monitor.heartbeatFrequency(1, TimeUnit.SECONDS)).build());
    }

    @BeforeEach
    void start() {
        database(client).getCollection("views").insertOne(new Document("_id", "tally").append("live", 1).append("version", 1)
                .append("last", 1));
        one = new RunningViews(database(stalling), "one", events, node -> {
        }, Tallies.projection());
        other = new RunningViews(database(client), "other", events, node -> {
        }, Tallies.projection());
        await().atMost(PATIENCE).until(() -> segments(other).stream().filter(segment -> "one".equals(segment.node())).count() == 2
                && segments(other).stream().filter(segment -> "other".equals(segment.node())).count() == 2);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        stalling.close();
        client.close();
        proxy.close();
        server.shutdownNow();
    }

    @Test
    void aNodeThatIsBackTellsOfEachSegmentWhatTheOthersTell() {
        proxy.hang();
        events.publish(History.of(IntStream.range(0, ORDERS).mapToObj(number -> new OrderApproved(new OrderId("o" + number)))
                .toArray(DomainEvent[]::new)).messages());
        await().atMost(PATIENCE).until(() -> segments(other).stream()
                .allMatch(segment -> "other".equals(segment.node()) && segment.position() == ORDERS));

        proxy.recover();

        await().atMost(SECONDS).ignoreExceptionsInstanceOf(MongoException.class).untilAsserted(() -> {
            assertThat(segments(one)).isEqualTo(segments(other)).hasSize(4)
                    .allSatisfy(segment -> assertThat(segment.position()).isEqualTo(ORDERS))
                    .allSatisfy(segment -> assertThat(segment.error()).isNull());
            assertThat(segments(one)).extracting(SegmentStatus::node).as("each has its share again").contains("one", "other");
        });
    }

    private static List<SegmentStatus> segments(RunningViews node) {
        return node.views().status("tally").orElseThrow().segments();
    }

    private static MongoDatabase database(MongoClient client) {
        return client.getDatabase("stall");
    }
}
