package io.ordertrail.query.view;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;
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

    /** So soon a free segment is seen; what a killed node had is free when its claims have run out. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    private final List<Projection<?>> projections;
    private final ViewStore store;
    private final Views views;
    private final Clock clock;
    private final int segments;
    private final int batchSize;

    /** Axon makes a processor only for a name that some event handler is assigned to; this stands for the view's projection. */
    private record Marker(String view) {
    }

    Following(List<Projection<?>> projections, ViewStore store, Views views, Clock clock,
            @Value("${ordertrail.view.segments:4}") int segments,
            @Value("${ordertrail.view.batch-size:500}") int batchSize) {
        this.projections = projections;
        this.store = store;
        this.views = views;
        this.clock = clock;
        this.segments = segments;
        this.batchSize = batchSize;
    }

    @Override
    public void configureModule(Configurer configurer) {
        projections.forEach(projection -> configurer.eventProcessing(processing -> processing
                .assignHandlerInstancesMatching(projection.view(), new Marker(projection.view())::equals)
                .registerEventHandler(configuration -> new Marker(projection.view()))
                .registerEventProcessor(projection.view(), (name, configuration, handlers) -> processor(projection, configuration))));
    }

    private <E> EventProcessor processor(Projection<E> projection, Configuration configuration) {
        StreamableMessageSource<TrackedEventMessage<?>> source = configuration.eventStore();
        int generation = store.live(projection);
        Documents<E> documents = store.documents(projection, generation);
        ViewTokens tokens = store.tokens(projection, generation);
        FollowingProcessor processor = new FollowingProcessor(PooledStreamingEventProcessor.builder()
                .name(projection.view())
                .eventHandlerInvoker(new KeyedInvoker(projection))
                .messageSource(source)
                .transactionManager(NoTransactionManager.instance())
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(segments)
                .batchSize(batchSize)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .maxSegmentProvider(configuration.getComponent(MaxSegmentProvider.class, MaxSegmentProvider::maxShort))
                .coordinatorExecutor(threads(configuration, 1, "Coordinator"))
                // As many workers as segments, or claims run out while their segments wait for a thread.
                .workerExecutor(threads(configuration, segments, "Worker")), tokens, new Follower<>(projection, documents));
        LiveView<E> view = new LiveView<>(projection, generation, documents, tokens, source, processor, clock);
        Readiness readiness = new Readiness(projection.view(), view::position, view::head);
        views.add(projection.view(), documents, readiness::ready, view::status);
        configuration.onStart(Phase.INBOUND_EVENT_CONNECTORS, readiness::watch);
        configuration.onShutdown(readiness::stop);
        return processor;
    }

    private static Function<String, ScheduledExecutorService> threads(Configuration configuration, int count, String kind) {
        return name -> {
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(count, new AxonThreadFactory(kind + "[" + name + "]"));
            configuration.onShutdown(executor::shutdown);
            return executor;
        };
    }
}
