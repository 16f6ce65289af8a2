package io.ordertrail.command;

import static io.ordertrail.platform.serialization.GoldenEvents.FIRST_CANCELLED;
import static io.ordertrail.platform.serialization.GoldenEvents.FIRST_DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.EventTypes;
import io.ordertrail.platform.serialization.GoldenEvents;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The kind: an aggregate that can no longer be rebuilt from what was stored years ago, or comes out different. */
class GoldenAggregatesTest {

    static Stream<Class<?>> everyAggregate() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
        return scan.findCandidateComponents("io.ordertrail.command").stream().map(bean -> loaded(bean.getBeanClassName()));
    }

    @ParameterizedTest
    @MethodSource("everyAggregate")
    void whatWasStoredInTheFirstRevisionsMakesTheSameAggregate(Class<?> type) throws Exception {
        for (List<String> life : List.of(FIRST_DELIVERED, FIRST_CANCELLED)) {
            List<DomainEvent> events = of(type, GoldenEvents.read(life));
            List<DomainEvent> newest = of(type, GoldenEvents.read(life.stream().map(GoldenAggregatesTest::newest).toList()));

            if (events.isEmpty()) {
                assertThat(type.getSimpleName()).as("what a cancelled order never had").isEqualTo("Courier");
                continue;
            }
            assertThat(withoutWhatCameLater(rebuilt(type, events))).isEqualTo(withoutWhatCameLater(rebuilt(type, newest)));
        }
    }

    @Test
    void allAggregatesAreLookedAt() {
        assertThat(everyAggregate().map(Class::getSimpleName)).containsExactlyInAnyOrderElementsOf(EventTypes.aggregateTypes());
    }

    private static List<DomainEvent> of(Class<?> aggregate, List<DomainEvent> events) {
        return events.stream().filter(event -> EventTypes.aggregateTypeOf(event.getClass()).equals(aggregate.getSimpleName())).toList();
    }

    private static String newest(String file) {
        String type = file.split("\\.")[0];
        return type + "." + EventTypes.byName().get(type).getAnnotation(org.axonframework.serialization.Revision.class).value();
    }

    /** As a snapshot would have it. */
    private static <T> String rebuilt(Class<T> type, List<DomainEvent> events) throws Exception {
        Constructor<T> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        EventSourcedAggregate<T> aggregate = EventSourcedAggregate.reconstruct(constructor.newInstance(),
                AnnotatedAggregateMetaModelFactory.inspectAggregate(type), -1, false, null, NoSnapshotTriggerDefinition.TRIGGER);
        Stream<GenericDomainEventMessage<DomainEvent>> messages = IntStream.range(0, events.size()).mapToObj(
                i -> new GenericDomainEventMessage<>(type.getSimpleName(), "any", i, events.get(i), MetaData.emptyInstance(), "id-" + i,
                        Instant.EPOCH));
        aggregate.initializeState(DomainEventStream.of(messages, () -> events.size() - 1L));
        return NamedTypeSerializer.forState(Map.of(type.getSimpleName(), type)).serialize(aggregate.invoke(root -> root), String.class)
                .getData();
    }

    /** What the later revisions have added, and the earlier ones cannot tell. */
    private static String withoutWhatCameLater(String state) {
        return state.replaceAll("\"(deliveryVersion|orderVersion|reference)\":[^,}]*,?", "");
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
