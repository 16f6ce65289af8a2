package io.ordertrail.views.history;

import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Where an archive is named, rebuilds read the older events there, in front of whatever way to the store there is. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ordertrail.archive")
class ArchiveOfOlderEvents {

    @Bean
    @Primary
    ArchivedHistory archivedHistory(@Value("${ordertrail.archive}") Path file, ObjectProvider<EventHistory> stores, EventStore events,
            @Qualifier("eventSerializer") Serializer serializer, EventUpcaster upcasters) {
        return new ArchivedHistory(file, () -> stores.stream().filter(history -> !(history instanceof ArchivedHistory)).findFirst()
                .orElseGet(() -> new StreamedHistory(events)), events, serializer, upcasters);
    }
}
