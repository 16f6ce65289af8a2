package io.ordertrail.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * After how many events of one aggregate a snapshot is taken: no aggregate's stream is sure to stay short. A bean each, which the aggregate
 * names; one that has more to do then makes its own.
 */
@Configuration(proxyBeanMethods = false)
public class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Snapshotter snapshotter;
    private final MeterRegistry registry;

    Snapshots(Snapshotter snapshotter, MeterRegistry registry) {
        this.snapshotter = snapshotter;
        this.registry = registry;
    }

    @Bean
    SnapshotTriggerDefinition orderSnapshotTrigger(@Value("${ordertrail.snapshot.order}") int events) {
        return after(events);
    }

    @Bean
    SnapshotTriggerDefinition restaurantSnapshotTrigger(@Value("${ordertrail.snapshot.restaurant}") int events) {
        return after(events);
    }

    @Bean
    SnapshotTriggerDefinition deliverySnapshotTrigger(@Value("${ordertrail.snapshot.delivery}") int events) {
        return after(events);
    }

    /** A courier has as many events as deliveries, year after year. */
    @Bean
    SnapshotTriggerDefinition courierSnapshotTrigger(@Value("${ordertrail.snapshot.courier}") int events) {
        return after(events);
    }

    /** A ticket is changed as often as its order is revised. */
    @Bean
    SnapshotTriggerDefinition ticketSnapshotTrigger(@Value("${ordertrail.snapshot.ticket}") int events) {
        return after(events);
    }

    /** A consumer may take another name every day. */
    @Bean
    SnapshotTriggerDefinition consumerSnapshotTrigger(@Value("${ordertrail.snapshot.consumer}") int events) {
        return after(events);
    }

    private SnapshotTriggerDefinition after(int events) {
        return after(events, id -> {
        });
    }

    /**
     * @param besides what else is done when it is time for a snapshot, told the aggregate's stored identifier; if it fails, it is done the
     *     next time
     */
    public SnapshotTriggerDefinition after(int events, Consumer<String> besides) {
        Snapshotter both = (type, id) -> {
            snapshotter.scheduleSnapshot(type, id);
            try {
                besides.accept(id);
            } catch (RuntimeException e) {
                LOG.debug("What goes with the snapshot of {} waits for the next", id, e);
            }
        };
        return new MeteredSnapshotTrigger(new EventCountSnapshotTriggerDefinition(both, events), registry);
    }
}
