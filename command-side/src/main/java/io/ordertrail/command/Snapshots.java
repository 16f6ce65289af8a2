package io.ordertrail.command;

import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
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

    Snapshots(Snapshotter snapshotter) {
        this.snapshotter = snapshotter;
    }

    @Bean
    SnapshotTriggerDefinition orderSnapshotTrigger(@Value("${ordertrail.snapshot.order}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }

    @Bean
    SnapshotTriggerDefinition restaurantSnapshotTrigger(@Value("${ordertrail.snapshot.restaurant}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }

    @Bean
    SnapshotTriggerDefinition deliverySnapshotTrigger(@Value("${ordertrail.snapshot.delivery}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }

    @Bean
    SnapshotTriggerDefinition accountSnapshotTrigger(@Value("${ordertrail.snapshot.account}") int events) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, events);
    }
}
