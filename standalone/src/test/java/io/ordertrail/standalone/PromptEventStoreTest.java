package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptEventStoreTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Storage storage = new Storage();
    private final PromptEventStore store =
            new PromptEventStore(PromptEventStore.builder().storageEngine(storage), new Supervisor(meters));
    private final AtomicInteger sequence = new AtomicInteger();

    /** Breaks when the thread that reads for all streams reads. */
    private static final class Storage extends InMemoryEventStorageEngine {

        private volatile boolean broken;

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
            if (broken && Thread.currentThread().getName().equals("event-store")) {
                broken = false;
                throw new NoClassDefFoundError("Snapshot");
            }
            return super.readEvents(token, mayBlock);
        }
    }

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
    void anErrorOfOneReaderKeepsNobodyFromBeingTold() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(2);
        AtomicInteger rings = new AtomicInteger();
        try (TrackingEventStream faulty = store.openStream(null); TrackingEventStream stream = store.openStream(null)) {
            faulty.setOnAvailableCallback(() -> {
                if (rings.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("Java heap space");
                }
            });
            stream.setOnAvailableCallback(told::countDown);

            publish();
            assertThat(failures("event-bell")).isEqualTo(1);
            await().until(() -> told.getCount() < 2);
            publish();

            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anErrorOfTheStorageKeepsNoReaderFromWhatIsStored() throws InterruptedException {
        try (TrackingEventStream stream = store.openStream(store.createHeadToken())) {
            assertThat(stream.hasNextAvailable()).isFalse();
            storage.broken = true;
            publish();
            assertThat(failures("event-store")).isEqualTo(1);

            assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
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

    /** Once there has been one. */
    private double failures(String thread) {
        Counter failures = meters.get("ordertrail.background.failures").tag("thread", thread).counter();
        await().until(() -> failures.count() > 0);
        return failures.count();
    }

    private void publish() {
        store.publish(new GenericDomainEventMessage<>("type", "aggregate", sequence.getAndIncrement(), "something new"));
    }
}
