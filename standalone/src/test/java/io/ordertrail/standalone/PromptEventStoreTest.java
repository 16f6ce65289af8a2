package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptEventStoreTest {

    private final PromptEventStore store = new PromptEventStore(
            PromptEventStore.builder().storageEngine(new InMemoryEventStorageEngine()));
    private final AtomicInteger sequence = new AtomicInteger();

    @AfterEach
    void shutDown() {
        store.shutDown();
    }

    @Test
    void readerIsToldOfAnEventThatItCanReadThen() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            CountDownLatch told = new CountDownLatch(1);
            try (TrackingEventStream stream = store.openStream(store.createHeadToken())) {
                assertThat(stream.setOnAvailableCallback(told::countDown)).isTrue();
                assertThat(stream.hasNextAvailable()).isFalse();

                publish();

                assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(stream.hasNextAvailable()).isTrue();
            }
        }
    }

    @Test
    void readerThatIsGoneIsToldNothing() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        TrackingEventStream gone = store.openStream(null);
        gone.setOnAvailableCallback(told::incrementAndGet);
        gone.close();

        readerIsToldOfAnEventThatItCanReadThen();

        assertThat(told).hasValue(0);
    }

    private void publish() {
        store.publish(new GenericDomainEventMessage<>("type", "aggregate", sequence.getAndIncrement(), "something new"));
    }
}
