package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.process.AcceptanceDeadlines.Alarm;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@StoreTest
@EnabledIf(value = "io.ordertrail.platform.mongo.StoreUnderTest#isReal",
        disabledReason = "needs a real MongoDB: the embedded server refuses how JobRunr makes its indexes")
class MongoAcceptanceDeadlinesTest {

    /** A few times as long as JobRunr takes between two looks. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Instant PAST = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    private static final Instant FUTURE = PAST.plus(Duration.ofHours(1));
    private static final TicketId FIRST = new TicketId("01A");
    private static final TicketId SECOND = new TicketId("01B");

    private final List<Ringing> rung = new CopyOnWriteArrayList<>();
    private final List<MongoAcceptanceDeadlines> nodes = new ArrayList<>();
    private MongoClient client;
    private MongoDatabase database;

    private record Ringing(String node, TicketId ticket, Instant due) {
    }

    @BeforeEach
    void connect(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.database = database;
    }

    @AfterEach
    void stop() {
        nodes.forEach(MongoAcceptanceDeadlines::stop);
    }

    private MongoAcceptanceDeadlines node(String name) {
        return node((ticket, due) -> rung.add(new Ringing(name, ticket, due)));
    }

    private MongoAcceptanceDeadlines node(Alarm alarm) {
        MongoAcceptanceDeadlines node = new MongoAcceptanceDeadlines(client, database.getName(), alarm);
        nodes.add(node);
        return node;
    }

    @Test
    void alarmRingsOnceItIsDueAndTellsWhenItWas() {
        MongoAcceptanceDeadlines deadlines = node("a");
        deadlines.start();
        deadlines.set(SECOND, FUTURE);
        deadlines.set(FIRST, PAST);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rung).containsExactly(new Ringing("a", FIRST, PAST)));
    }

    @Test
    void alarmSetTwiceRingsOnceAndAtTheFirstTime() {
        MongoAcceptanceDeadlines deadlines = node("a");
        deadlines.set(FIRST, PAST);
        deadlines.set(FIRST, FUTURE);
        deadlines.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rung).hasSize(1));

        deadlines.set(FIRST, PAST);
        deadlines.set(SECOND, PAST);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rung).extracting(Ringing::ticket).contains(SECOND));
        assertThat(rung).extracting(Ringing::ticket).containsExactly(FIRST, SECOND);
    }

    @Test
    void eachOfManyAlarmsRingsOnOneNodeOnly() {
        MongoAcceptanceDeadlines a = node("a");
        MongoAcceptanceDeadlines b = node("b");
        a.start();
        b.start();
        List<TicketId> tickets = IntStream.range(0, 60).mapToObj(number -> new TicketId("T" + number)).toList();

        AtOnce.all(tickets.stream().<Runnable>map(ticket -> () -> {
            a.set(ticket, PAST);
            b.set(ticket, PAST);
        }).toList());
        TicketId last = new TicketId("last");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rung).extracting(Ringing::ticket).containsAll(tickets));
        a.set(last, PAST);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rung).extracting(Ringing::ticket).contains(last));
        assertThat(rung).extracting(Ringing::ticket).doesNotHaveDuplicates().hasSize(tickets.size() + 1);
    }

    @Test
    void alarmThatFailedRingsAgainAndSoDoesOneSetBeforeARestart() {
        List<TicketId> tries = new CopyOnWriteArrayList<>();
        MongoAcceptanceDeadlines deadlines = node((ticket, due) -> {
            tries.add(ticket);
            if (tries.size() == 1) {
                throw new IllegalStateException("The command bus is away");
            }
        });
        deadlines.start();
        deadlines.stop();
        deadlines.set(FIRST, PAST);
        assertThat(deadlines.isRunning()).isFalse();
        deadlines.start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(tries).containsExactly(FIRST, FIRST));
    }
}
