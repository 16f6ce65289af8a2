package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.LiveClient.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes are really killed under load; who listens goes to another one, or to the same when it is back, and has missed nothing. */
class LiveKillTest {

    private static final int KILLS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    @Test
    void aStreamGoesOnWhenItsOnlyNodeHasBeenKilledAndIsBack(@TempDir Path data) throws Exception {
        Random random = new Random(5);
        ServerProcess server = ServerProcess.start(data, Map.of());
        try (Clients clients = new Clients()) {
            Api api = new Api(server.url());
            clients.commands.add(api);
            clients.queries.add(api);
            addresses.add(server.url());
            clients.prepare();
            Thread listener = listen(clients.consumer);
            clients.work(2);
            for (int i = 0; i < KILLS; i++) {
                int acknowledged = clients.acknowledged();
                await().atMost(PATIENCE).until(() -> clients.acknowledged() > acknowledged + 30);
                await().pollDelay(Duration.ofMillis(random.nextInt(500))).until(() -> true);
                server.kill();
                server = ServerProcess.start(data, Map.of());
                addresses.set(0, server.url());
                Api back = new Api(server.url());
                clients.commands.set(0, back);
                clients.queries.set(0, back);
            }
            clients.stop();
            clients.requireNothingLost();
            requireAllReceived(clients, listener);
        } finally {
            server.close();
        }
    }

    /** Wants real servers. */
    @Test
    void aStreamGoesOnAtTheOtherNodeWhenOneOfTwoIsKilled() throws Exception {
        TwoSides.assumeServers();
        try (TwoSides sides = new TwoSides(TwoSides.axonServer(), TwoSides.freshDatabase(), Map.of()); Clients clients = new Clients()) {
            ServerProcess command = sides.start(TwoSides.COMMAND);
            ServerProcess doomed = sides.start(TwoSides.QUERY);
            ServerProcess query = sides.start(TwoSides.QUERY);
            clients.commands.add(new Api(command.url()));
            clients.queries.add(new Api(query.url()));
            addresses.addAll(List.of(doomed.url(), query.url()));
            clients.prepare();
            Thread listener = listen(clients.consumer);
            clients.work(2);
            await().atMost(PATIENCE).until(() -> clients.acknowledged() > 60);
            doomed.kill();
            int acknowledged = clients.acknowledged();
            await().atMost(PATIENCE).until(() -> clients.acknowledged() > acknowledged + 60);
            clients.stop();
            clients.requireNothingLost();
            requireAllReceived(clients, listener);
        }
    }

    /** Goes round the nodes, and comes back to the next as soon as one has left it. */
    private Thread listen(String consumer) {
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; !over; i++) {
                long last = received.isEmpty() ? 0 : received.getLast().id();
                try (LiveClient client = new LiveClient(addresses.get(i % addresses.size()), "/consumers/%s/live".formatted(consumer),
                        last)) {
                    while (client.status() == 200) {
                        received.add(client.next());
                    }
                } catch (IOException gone) {
                    // Or not yet there.
                }
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            }
        });
    }

    private void requireAllReceived(Clients clients, Thread listener) throws InterruptedException {
        List<JsonNode> expected = new ArrayList<>();
        clients.placed.forEach(order -> Clients.eventsOf(clients.queries.getFirst(), order).forEach(expected::add));
        expected.sort(Comparator.comparingLong(event -> event.path("position").asLong()));
        await().atMost(PATIENCE).until(() -> received.size() >= expected.size());
        assertThat(received).extracting(Message::id)
                .containsExactlyElementsOf(expected.stream().map(event -> event.path("position").asLong()).toList());
        assertThat(received).extracting(Message::event)
                .containsExactlyElementsOf(expected.stream().map(event -> event.path("type").asString()).toList());
        over = true;
        listener.interrupt();
        listener.join(Duration.ofSeconds(40));
    }
}
