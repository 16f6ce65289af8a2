package io.ordertrail.platform.processors;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.membership.OwnedTokenStore;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.json.JacksonSerializer;

/** A node as far as its event processors go: one named "words" with four segments, its tokens in a store that nodes share. */
class TestNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    final Queue<String> handled = new ConcurrentLinkedQueue<>();
    final ProcessorsController controller;
    volatile boolean broken;
    volatile boolean outOfMemory;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Supervisor supervisor = new Supervisor(meters);
    private final Membership membership;
    private final Configuration axon;
    private final ProcessorKeeper keeper;

    /** Handles texts, unless told to break. */
    final class Words {

        @EventHandler
        void on(String word) {
            if (broken) {
                throw new IllegalStateException("cannot read " + word);
            }
            handled.add(word);
        }
    }

    TestNode(String name, EventStore events, MongoDatabase database) {
        this(name, events, database, 4);
    }

    /** @param atLeast segments that there should be, whatever there were at first */
    TestNode(String name, EventStore events, MongoDatabase database, int atLeast) {
        membership = new Membership(database, name);
        membership.start(supervisor);
        LastErrors errors = new LastErrors();
        FairShare share = new FairShare() {

            @Override
            void reckon(String processor, int segments, String node, Collection<String> nodes) {
                if (outOfMemory) {
                    throw new OutOfMemoryError("Java heap space");
                }
                super.reckon(processor, segments, node, nodes);
            }
        };
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
        errors.configureModule(configurer);
        configurer.eventProcessing(processing -> processing
                .registerPooledStreamingEventProcessor("words", config -> events, (config, builder) -> builder
                        .initialSegmentCount(4)
                        .initialToken(StreamableMessageSource::createTailToken)
                        .tokenClaimInterval(100)
                        .claimExtensionThreshold(500)
                        .maxSegmentProvider(share))
                .registerTokenStore("words", config -> new SparingTokenStore(
                        new OwnedTokenStore(database, "tokens", JacksonSerializer.defaultSerializer(), membership),
                        System::nanoTime))
                .registerSubscribingEventProcessor("at-once", config -> events)
                .registerDefaultListenerInvocationErrorHandler(config -> (e, event, handler) -> {
                    throw e;
                })
                .registerDefaultErrorHandler(config -> PropagatingErrorHandler.instance())
                .assignHandlerInstancesMatching("words", Words.class::isInstance)
                .assignHandlerTypesMatching("at-once", Object.class::equals)
                .registerEventHandler(config -> new Words())
                .registerEventHandler(config -> new Object()));
        axon = configurer.buildConfiguration();
        LocalProcessors local = new LocalProcessors(axon.eventProcessingConfiguration(), errors, name);
        ProcessorRegistry registry = new ProcessorRegistry(database, membership);
        keeper = new ProcessorKeeper(local, registry, share, new SegmentGrowth(List.of(new SegmentCount("words", atLeast))),
                supervisor);
        controller = new ProcessorsController(keeper, new ProcessorControl(local, registry, keeper, PATIENCE));
        keeper.start();
        axon.start();
    }

    /** Looks at the registry that came to nothing. */
    double failures() {
        return meters.get("ordertrail.background.failures").tag("thread", "processors").counter().count();
    }

    PooledStreamingEventProcessor processor() {
        return axon.eventProcessingConfiguration().eventProcessor("words", PooledStreamingEventProcessor.class).orElseThrow();
    }

    int claimed() {
        return processor().processingStatus().size();
    }

    List<ProcessorStatus> shown() {
        return controller.all(null).processors();
    }

    ProcessorStatus words() {
        return shown().getLast();
    }

    void look() {
        keeper.look();
    }

    /** A node that hears of nothing any more: it goes on with what it does, and says what it said last. */
    void hang() {
        keeper.stop();
    }

    @Override
    public void close() {
        axon.shutdown();
        if (keeper.isRunning()) {
            keeper.stop();
        }
        membership.close();
    }
}
