package io.ordertrail.platform.serialization;

import io.ordertrail.platform.personal.Seals;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Axon's serializers: one for events, one for all the rest, and no XStream. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
class PlatformSerializationAutoConfiguration {

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(ObjectProvider<Seals> seals) {
        return NamedTypeSerializer.forEvents(seals.getIfAvailable(() -> Seals.NONE));
    }

    /** Axon gives it to every event store that it makes. */
    @Bean
    EventUpcaster upcasters() {
        return Upcasters.chain();
    }

    /** For snapshots, tokens, and messages between nodes. Aggregates are stored under their simple names. */
    @Bean
    @Primary
    Serializer serializer(ListableBeanFactory beans, ObjectProvider<Seals> seals) {
        Map<String, Class<?>> aggregates = Arrays.stream(beans.getBeanNamesForAnnotation(Aggregate.class))
                .map(beans::getType)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Class::getSimpleName, type -> type));
        return NamedTypeSerializer.forState(aggregates, seals.getIfAvailable(() -> Seals.NONE));
    }
}
