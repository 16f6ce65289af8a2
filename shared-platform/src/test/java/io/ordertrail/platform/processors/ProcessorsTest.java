package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import io.ordertrail.platform.refusal.Refusal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Against Axon's own processors on an event store in memory. */
class ProcessorsTest {

    private static final String NODE = ManagementFactory.getRuntimeMXBean().getName();

    private final AtomicBoolean broken = new AtomicBoolean();
    private Configuration axon;
    private ProcessorsController controller;

    /** Handles texts, unless told to break. */
    final class Words {

        @EventHandler
        void on(String word) {
            if (broken.get()) {
                throw new IllegalStateException("cannot read " + word);
            }
        }
    }

    @BeforeEach
    void start() {
        LastErrors errors = new LastErrors();
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
        errors.configureModule(configurer);
        axon = configurer
                .configureEmbeddedEventStore(config -> new InMemoryEventStorageEngine())
                .eventProcessing(processing -> processing
                        .registerPooledStreamingEventProcessor("words", Configuration::eventStore,
                                (config, builder) -> builder.initialSegmentCount(2))
                        .registerSubscribingEventProcessor("at-once")
                        .registerDefaultListenerInvocationErrorHandler(config -> (e, event, handler) -> {
                            throw e;
                        })
                        .registerDefaultErrorHandler(config -> PropagatingErrorHandler.instance())
                        .assignHandlerInstancesMatching("words", Words.class::isInstance)
                        .assignHandlerTypesMatching("at-once", Object.class::equals)
                        .registerEventHandler(config -> new Words())
                        .registerEventHandler(config -> new Object()))
                .start();
        controller = new ProcessorsController(axon.eventProcessingConfiguration(), errors);
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void everyProcessorIsListedByName() {
        assertThat(shown()).extracting(ProcessorStatus::name).containsExactly("at-once", "words");
        assertThat(shown().getFirst()).isEqualTo(new ProcessorStatus("at-once", true, List.of()));
    }

    @Test
    void aSegmentStandsAtTheFeedsPositionOfItsLastEvent() {
        publish("one", "two", "three");

        await().untilAsserted(() -> assertThat(words()).isEqualTo(new ProcessorStatus("words", true,
                List.of(new SegmentStatus(0, NODE, 3, true, null), new SegmentStatus(1, NODE, 3, true, null)))));
    }

    @Test
    void aSegmentThatCannotGoOnSaysWhyUntilItGetsOn() {
        publish("one", "two");
        await().untilAsserted(() -> assertThat(words().segments()).extracting(SegmentStatus::position).containsExactly(2L, 2L));
        broken.set(true);
        publish("three");

        await().untilAsserted(() -> assertThat(words().segments()).hasSize(2).filteredOn(segment -> segment.error() != null).singleElement()
                .satisfies(segment -> assertThat(segment.error()).contains("cannot read three"))
                .satisfies(segment -> assertThat(segment.position()).isEqualTo(2))
                .satisfies(segment -> assertThat(segment.caughtUp()).isFalse()));

        broken.set(false);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(words().segments())
                .extracting(SegmentStatus::position, SegmentStatus::error).containsExactly(tuple(3L, null), tuple(3L, null)));
    }

    @Test
    void aProcessorThatWasStoppedIsNotRunning() {
        axon.eventProcessingConfiguration().eventProcessor("words", PooledStreamingEventProcessor.class).orElseThrow().shutDown();

        assertThat(words().running()).isFalse();
    }

    @Test
    void aSegmentWithoutErrorShowsThatItHasNone() {
        assertThat(new JsonMapper().writeValueAsString(new SegmentStatus(0, "n", 7, true, null)))
                .isEqualTo("{\"id\":0,\"node\":\"n\",\"position\":7,\"caughtUp\":true,\"error\":null}");
    }

    @Test
    void garbageForATokenIsRefusedAndATokenIsNot() {
        String token = new ConsistencyToken("order-1", 0, "").encode();

        assertThat(controller.all(List.of(token + ", " + token)).processors()).hasSize(2);
        assertThatThrownBy(() -> controller.all(List.of(token, "garbage"))).isInstanceOf(Refusal.class).hasMessageContaining("BAD_TOKEN");
    }

    private List<ProcessorStatus> shown() {
        return controller.all(null).processors();
    }

    private ProcessorStatus words() {
        return shown().getLast();
    }

    private void publish(String... words) {
        EventStore store = axon.eventStore();
        for (String word : words) {
            store.publish(new GenericDomainEventMessage<>("Word", word, 0, word));
        }
    }
}
