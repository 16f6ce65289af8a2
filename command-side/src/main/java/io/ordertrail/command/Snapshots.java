package io.ordertrail.command;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * After how many events of one aggregate a snapshot is taken, for those aggregates whose streams grow long. A bean each, which the aggregate
 * names.
 */
@Configuration(proxyBeanMethods = false)
class Snapshots {

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

    @Bean
    SnapshotTriggerDefinition accountSnapshotTrigger(@Value("${ordertrail.snapshot.account}") int events) {
        return after(events);
    }

    /** A courier has as many events as deliveries, year after year. */
    @Bean
    SnapshotTriggerDefinition courierSnapshotTrigger(@Value("${ordertrail.snapshot.courier}") int events) {
        return after(events);
    }

    /** For streams that stay short; what is read of them is counted all the same. */
    @Bean
    SnapshotTriggerDefinition noSnapshotTrigger() {
        return new MeteredSnapshotTrigger(NoSnapshotTriggerDefinition.INSTANCE, registry);
    }

    private SnapshotTriggerDefinition after(int events) {
        return new MeteredSnapshotTrigger(new EventCountSnapshotTriggerDefinition(snapshotter, events), registry);
    }
}
