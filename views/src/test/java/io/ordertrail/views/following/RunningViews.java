package io.ordertrail.views.following;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.state.RebuildRecords;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;

/** A node of the query side for tests: some views, followed by the real machinery, under a name of its own. */
public final class RunningViews implements AutoCloseable {

    private final Membership membership;
    private final ViewStore store;
    private final RebuildRecords records;
    private final ViewStates states;
    private final Views views = new Views();
    private final Nodes nodes;
    private final Watch watch;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Supervisor supervisor = new Supervisor(meters);
    private final Configuration configuration;

    /** What the real one gives up after six seconds. */
    private static final Duration ABANDONED = Duration.ofSeconds(2);

    /** @param before is shown the node before it starts, and may have its watch tell of the states */
    public RunningViews(MongoDatabase database, String name, EventStore events, Consumer<RunningViews> before,
            Projection<?>... projections) {
        this(database, name, events, Clock.systemUTC(), before, projections);
    }

    /** @param clock by which nothing is decided, so that it may be wrong */
    public RunningViews(MongoDatabase database, String name, EventStore events, Clock clock, Consumer<RunningViews> before,
            Projection<?>... projections) {
        membership = new Membership(database, name);
        membership.beat();
        membership.start(supervisor);
        store = new ViewStore(database, membership);
        records = new RebuildRecords(database);
        states = new ViewStates(database, records);
        nodes = new Nodes(membership);
        watch = new Watch(states, nodes, views, supervisor, ABANDONED);
        before.accept(this);
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false).configureEventStore(c -> shared(events));
        new Following(List.of(projections), store, states, views, nodes, watch, clock, meters, supervisor, 4, 50, Duration.ZERO)
                .configureModule(configurer);
        new AskedAgain().configureModule(configurer);
        configuration = configurer.start();
    }

    /** A node that stops would stop the store as well, which others go on with. */
    static EventStore shared(EventStore events) {
        return mock(EventStore.class, withSettings().stubOnly().defaultAnswer(delegatesTo(events)));
    }

    /** @return whether a segment of the live generation and its other half are one now */
    public boolean merge(String view, int segment) {
        return views.view(view).flatMap(View::processor).orElseThrow().mergeSegment(segment).join();
    }

    /** @return whether a segment of the live generation is two now */
    public boolean split(String view, int segment) {
        return views.view(view).flatMap(View::processor).orElseThrow().splitSegment(segment).join();
    }

    /** As an operator does to this node, or takes back. */
    public void pause(String view, boolean paused) {
        if (paused) {
            views.view(view).orElseThrow().pause();
        } else {
            views.view(view).orElseThrow().start();
        }
    }

    /** Where queries are handled as they are in a running node. */
    public QueryBus queries() {
        return configuration.queryBus();
    }

    public ViewStore store() {
        return store;
    }

    public ViewStates states() {
        return states;
    }

    public RebuildRecords records() {
        return records;
    }

    public Views views() {
        return views;
    }

    public Nodes nodes() {
        return nodes;
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    public Watch watch() {
        return watch;
    }

    @Override
    public void close() {
        configuration.shutdown();
        membership.close();
    }
}
