package io.ordertrail.standalone;

import io.ordertrail.events.DomainEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The embedded stores without the two sides, and without views. */
@EnableAutoConfiguration(excludeName = "io.ordertrail.views.ViewsAutoConfiguration")
@Import({DataFolder.class, EmbeddedDatabase.class, EmbeddedEventStore.class, Sample.class, SampleApplication.Follower.class})
class SampleApplication {

    static final int SNAPSHOT_AFTER = 5;

    static ConfigurableApplicationContext on(Path data) {
        return new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE).run("--ordertrail.data=" + data);
    }

    @Bean
    SnapshotTriggerDefinition sampleSnapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_AFTER);
    }

    /** A processor of the command side: its token is in the token store of the application. */
    @ProcessingGroup("followers")
    static class Follower {

        final List<Long> seen = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(DomainEvent event, @SequenceNumber long sequence) {
            seen.add(sequence);
        }
    }
}
