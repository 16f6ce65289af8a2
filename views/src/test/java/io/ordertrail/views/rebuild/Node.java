package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.RunningViews;
import io.ordertrail.views.healing.Healing;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.json.JsonMapper;

/** A node of the query side that takes part in rebuilds. */
public final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final RunningViews running;
    public Rebuilds rebuilds;
    public Healing healing;
    Checkpoints checkpoints;
    private Engine engine;

    public Node(MongoDatabase database, String name, EventStore events, Projection<?> projection) {
        this(database, name, events, projection, null, Path.of("nowhere"));
    }

    /**
     * @param history where it reads what it builds from; null for Axon's stream
     * @param folder for checkpoints
     */
    public Node(MongoDatabase database, String name, EventStore events, Projection<?> projection, EventHistory history, Path folder) {
        this(database, name, events, projection, history, folder, Clock.systemUTC(), Duration.ofSeconds(1));
    }

    /** Of one view. */
    public Node(MongoDatabase database, String name, EventStore events, Projection<?> projection, EventHistory history, Path folder,
            Clock clock, Duration afterFailure) {
        this(database, name, events, List.of(projection), history, folder, clock, afterFailure);
    }

    /**
     * @param clock that may be wrong
     * @param afterFailure how long a rebuild rests when it has stumbled
     */
    public Node(MongoDatabase database, String name, EventStore events, List<? extends Projection<?>> projections, EventHistory history,
            Path folder,
            Clock clock, Duration afterFailure) {
        running = new RunningViews(database, name, events, clock, node -> {
            Reports reports = new Reports(node.records(), JsonMapper.builder().build());
            checkpoints = new Checkpoints(node.views(), JsonMapper.builder().build(), clock, folder);
            rebuilds = new Rebuilds(node.views(), node.store(), node.states(), node.records(), node.nodes(),
                    new Switching(node.states(), node.nodes(), clock), reports,
                    checkpoints, clock);
            AggregateStreams streams = new AggregateStreams(events, provider(history));
            healing = new Healing(node.views(), streams);
            Readers readers = new Readers();
            Leader leader = new Leader(node.watch(), node.store(), node.states(), node.nodes(), rebuilds, reports, checkpoints, streams,
                    readers, clock);
            RebuildWorker worker = new RebuildWorker(node.store(), node.states(), node.nodes(), rebuilds, leader, checkpoints,
                    provider(history), streams, readers, clock, node.supervisor(), afterFailure);
            engine = new Engine(node.watch(), node.states(), node.nodes(), rebuilds, worker, clock, node.supervisor(), SwitchMode.ALWAYS);
        }, projections.toArray(Projection<?>[]::new));
    }

    /** Once it has been compared, found equal and become live. */
    public String rebuilt(String view) {
        String id = rebuilds.start(view, SwitchMode.WHEN_EQUAL, null).id();
        await().atMost(PATIENCE).until(() -> rebuilds.find(view, id).status() == RebuildStatus.SWITCHED);
        return id;
    }

    public void rolledBack(String view, String rebuild) {
        assertThat(rebuilds.rollBack(view, rebuild).status()).isEqualTo(RebuildStatus.ROLLED_BACK);
    }

    private static ObjectProvider<EventHistory> provider(EventHistory history) {
        return new ObjectProvider<>() {

            @Override
            public EventHistory getIfAvailable() {
                return history;
            }
        };
    }

    @Override
    public void close() {
        engine.stop();
        running.close();
    }
}
