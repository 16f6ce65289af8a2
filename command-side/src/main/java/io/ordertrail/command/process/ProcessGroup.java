package io.ordertrail.command.process;

import io.ordertrail.platform.parking.Parking;
import io.ordertrail.platform.processors.ErrorsAsExceptions;
import io.ordertrail.platform.processors.SegmentCount;
import io.ordertrail.platform.supervision.LeaderFollowers;
import io.ordertrail.platform.supervision.Supervisor;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The one event processor of all processes. No event is skipped, for that would leave an order half-done. One that fails is parked with its order
 * and tried again, while the other orders go on. Trouble that all events would have is thrown, so that the processor gives the segment back and
 * tries again after a pause that grows up to a minute.
 *
 * <p>Without a stored token it starts at the first event, not as a replay and not at the present: it is the only way to find every order
 * that is under way. Over a long history that costs time, for most commands are then refused as done before, but no event.
 */
@Component
public class ProcessGroup implements ConfigurerModule {

    /** The processor's name, on every node. */
    public static final String NAME = "processes";

    /**
     * Few, so that little is repeated after a crash or a failure, and the batch ends before its transaction's time-out even if each command
     * takes as long as it may; enough to spare most of the token's updates under load.
     */
    private static final int BATCH_SIZE = 5;
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;
    private static final long CLAIM_EXTENSION_MILLIS = 3_000;

    private final int segments;
    private final Parking parking;
    private final Supervisor supervisor;

    ProcessGroup(@Value("${ordertrail.processes.segments}") int segments, Parking parking, Supervisor supervisor) {
        this.segments = segments;
        this.parking = parking;
        this.supervisor = supervisor;
    }

    /** An installation that began with fewer is brought to as many. */
    @Bean
    SegmentCount segmentCount() {
        return new SegmentCount(NAME, segments);
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.eventProcessing(this::configure);
    }

    private void configure(EventProcessingConfigurer processing) {
        processing
                .registerEventProcessor(NAME, this::processor)
                .registerListenerInvocationErrorHandler(NAME, configuration -> PropagatingErrorHandler.instance())
                .registerErrorHandler(NAME, configuration -> PropagatingErrorHandler.instance())
                .registerSequencingPolicy(NAME, configuration -> new StepSequence());
    }

    /** A command may take longer than a claim lasts: the coordinator then extends the claims of busy segments. */
    private EventProcessor processor(String name, Configuration configuration, EventHandlerInvoker handlers) {
        EventProcessingConfiguration processing = configuration.eventProcessingConfiguration();
        LeaderFollowers workers = new LeaderFollowers(threads(segments + 1, "process-workers", configuration));
        EventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(parking.around(handlers, processing.sequencingPolicy(name), name, configuration))
                .rollbackConfiguration(processing.rollbackConfiguration(name))
                .errorHandler(processing.errorHandler(name))
                .messageMonitor(processing.messageMonitor(PooledStreamingEventProcessor.class, name))
                .messageSource(new ErrorsAsExceptions(new WholeStream(configuration.eventStore())))
                .tokenStore(processing.tokenStore(name))
                .transactionManager(processing.transactionManager(name))
                .spanFactory(configuration.getComponent(EventProcessorSpanFactory.class))
                .initialSegmentCount(segments)
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(BATCH_SIZE)
                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .maxSegmentProvider(configuration.getComponent(MaxSegmentProvider.class, MaxSegmentProvider::maxShort))
                .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS)
                .enableCoordinatorClaimExtension()
                .coordinatorExecutor(threads(1, "process-coordinator", configuration))
                // One for each segment, for one that waits for a worker would lose its claim, and the leader.
                .workerExecutor(workers)
                .build();
        // Axon hands every event to every segment, and only one of them has something to do then, but waits for commands.
        processor.registerHandlerInterceptor((unitOfWork, chain) -> {
            workers.handOn();
            return chain.proceed();
        });
        return processor;
    }

    private ScheduledExecutorService threads(int count, String what, Configuration configuration) {
        ScheduledExecutorService threads = supervisor.axon(what, count);
        configuration.onShutdown(threads::shutdown);
        return threads;
    }
}
