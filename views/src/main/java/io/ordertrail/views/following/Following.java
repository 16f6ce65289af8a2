package io.ordertrail.views.following;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.platform.processors.ErrorsAsExceptions;
import io.ordertrail.platform.processors.FairShare;
import io.ordertrail.platform.processors.SparingTokenStore;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Gives every view its own processor, and makes it one of Axon's, so that Axon's tools list it and Axon's life cycle starts and stops it.
 */
@Component
class Following implements ConfigurerModule {

    /** So soon a free segment is seen; what a killed node had is free once that is gone. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    /**
     * For the segments of all views together. Each event passes through all of them, whoever it is for, and as many threads would be woken for
     * it. Few enough that this costs little; enough that whoever waits for a slow store does not keep the others for long.
     */
    private static final int WORKERS = 8;

    /** They hand on events, and claim segments: a store that hangs holds them no longer than its time-out. */
    private static final int COORDINATORS = 2;

    /** A coordinator hands out events one by one: what it has at hand then comes into one batch. */
    private static final Duration GATHERING = Duration.ofMillis(1);

    /** So often views are held against the store's head, and every so many times against its events. */
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final int CHECKS_OF_POSITIONS = 12;

    private final List<Projection<?>> projections;
    private final ViewStore store;
    private final ViewStates states;
    private final Views views;
    private final Nodes nodes;
    private final Watch watch;
    private final Clock clock;
    private final MeterRegistry meters;
    private final int segments;
    private final int batchSize;
    private final Duration pause;
    private final Supervisor supervisor;
    private Supervised checking;
    private int checks;
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;

    /** Axon makes a processor only for a name that some event handler is assigned to; this stands for the view's projection. */
    private record Marker(String view) {
    }

    Following(List<Projection<?>> projections, ViewStore store, ViewStates states, Views views, Nodes nodes, Watch watch, Clock clock,
            MeterRegistry meters, Supervisor supervisor,
            @Value("${ordertrail.view.segments}") int segments,
            @Value("${ordertrail.view.batch-size}") int batchSize,
            @Value("${ordertrail.view.pause}") Duration pause) {
        this.projections = projections;
        this.store = store;
        this.states = states;
        this.views = views;
        this.nodes = nodes;
        this.watch = watch;
        this.clock = clock;
        this.meters = meters;
        this.supervisor = supervisor;
        this.coordinators = supervisor.axon("view-coordinators", COORDINATORS);
        this.workers = supervisor.axon("view-workers", WORKERS, GATHERING);
        this.segments = segments;
        this.batchSize = batchSize;
        this.pause = pause;
    }

    @Override
    public void configureModule(Configurer configurer) {
        projections.forEach(projection -> configurer.eventProcessing(processing -> processing
                .assignHandlerInstancesMatching(projection.view(), new Marker(projection.view())::equals)
                .registerEventHandler(configuration -> new Marker(projection.view()))
                .registerEventProcessor(projection.view(), (name, configuration, handlers) -> processor(projection, configuration))));
        configurer.onStart(Phase.INBOUND_EVENT_CONNECTORS + 1, watch::start);
        configurer.onStart(Phase.INBOUND_EVENT_CONNECTORS + 1, () -> checking = supervisor.every("views-store-check", CHECK, this::check));
        configurer.onShutdown(Phase.INBOUND_EVENT_CONNECTORS + 1, this::stopChecking);
        configurer.onShutdown(Phase.INBOUND_EVENT_CONNECTORS + 1, watch::stop);
        // After all views have let go of their segments.
        configurer.onShutdown(Phase.INBOUND_EVENT_CONNECTORS - 1, coordinators::shutdown);
        configurer.onShutdown(Phase.INBOUND_EVENT_CONNECTORS - 1, workers::shutdown);
    }

    /** Also where a node ends that has not come so far as to begin. */
    private void stopChecking() {
        if (checking != null) {
            checking.close();
        }
    }

    private void check() {
        checks++;
        Supervisor.each(List.copyOf(views.all()), view -> view.look(checks % CHECKS_OF_POSITIONS == 0));
    }

    private <E> EventProcessor processor(Projection<E> projection, Configuration configuration) {
        StreamableMessageSource<TrackedEventMessage<?>> source = new ErrorsAsExceptions(configuration.eventStore());
        BatchSpans spans = new BatchSpans(projection.view(), configuration.spanFactory(), clock);
        FairShare share = configuration.getComponent(FairShare.class, FairShare::new);
        Pace pace = new Pace(pause, coordinators);
        View<E> view =
                new View<>(projection, store, states, source, new Processors(new PacedSource(source, pace), spans, share), nodes, clock,
                        () -> watch.fresh(projection.view()), pace, supervisor);
        views.add(view);
        return new ViewProcessor(view);
    }

    private final class Processors implements View.Followers {

        private final StreamableMessageSource<TrackedEventMessage<?>> source;
        private final BatchSpans spans;
        private final FairShare share;

        Processors(StreamableMessageSource<TrackedEventMessage<?>> source, BatchSpans spans, FairShare share) {
            this.source = source;
            this.spans = spans;
            this.share = share;
        }

        @Override
        public <E> Followed<E> follow(Projection<E> projection, int generation, long after,
                int segmentsBefore, Consumer<List<? extends EventMessage<?>>> written) {
            Documents<E> documents = store.documents(projection, generation);
            ViewTokens tokens = store.tokens(projection, generation);
            tokens.beginAfter(() -> after == 0 ? Optional.empty() : StoreCheck.at(source, after));
            FollowingProcessor processor = new FollowingProcessor(PooledStreamingEventProcessor.builder()
                    // Before the name, for the reason that FairShare gives.
                    .maxSegmentProvider(view -> shareOf(view, generation, tokens))
                    .name(projection.view())
                    .eventHandlerInvoker(new KeyedInvoker(projection))
                    .messageSource(source)
                    .transactionManager(NoTransactionManager.instance())
                    .initialToken(from -> after == 0 ? from.createTailToken() : Positions.after(after, from.createHeadToken()))
                    .initialSegmentCount(segmentsBefore == 0 ? segments : segmentsBefore)
                    .batchSize(batchSize)
                    .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                    // Axon keeps from segments until a time by its clock, which that of a wall would put off by as much as it is set back.
                    .clock(new ForwardClock(GenericEventMessage.clock, System::nanoTime).withZone(ZoneOffset.UTC))
                    .coordinatorExecutor(coordinators)
                    .workerExecutor(workers),
                    // What is folded again changes nothing.
                    new SparingTokenStore(tokens, System::nanoTime), tokens,
                    new Follower<>(projection, store.durableDocuments(projection, generation),
                            new FollowerMeters(meters, projection.view()), written),
                    spans);
            return new Followed<>(generation, documents, tokens, processor);
        }

        /**
         * Each generation is shared out by itself: they need not have as many segments as each other, for operators split and merge the live
         * one's, and nodes of different versions follow different ones.
         */
        private int shareOf(String view, int generation, ViewTokens tokens) {
            return view == null
                    ? share.getMaxSegments(null)
                    : share.getMaxSegments(view, tokens.fetchSegments(view).length, store.node(), nodes.following(view, generation));
        }
    }
}
