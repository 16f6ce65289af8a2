package io.ordertrail.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

/** Whatever the event store does, whoever asks hears of it in time. */
class OwnersTest {

    private final EventStore events = mock(EventStore.class);

    @Test
    void aStoreThatHangsHoldsNoRequest() {
        CountDownLatch hangs = new CountDownLatch(1);
        when(events.readEvents(anyString(), anyLong())).thenAnswer(call -> {
            hangs.await();
            return DomainEventStream.empty();
        });
        assertThatThrownBy(() -> owners(Duration.ofMillis(50)).of(Thing.ORDER, "o", Role.CONSUMER))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
        hangs.countDown();
    }

    @Test
    void whatTheStoreThrowsIsThrown() {
        when(events.readEvents(anyString(), anyLong())).thenThrow(new EventStoreException("away"));
        assertThatThrownBy(() -> owners(Duration.ofMinutes(1)).of(Thing.ORDER, "o", Role.COURIER)).isInstanceOf(EventStoreException.class);
    }

    @Test
    void whatIsNotThereIsNobodys() {
        when(events.readEvents(anyString(), anyLong())).thenReturn(DomainEventStream.empty());
        assertThat(Stream.of(Role.CONSUMER, Role.RESTAURANT, Role.COURIER)
                .map(role -> owners(Duration.ofMinutes(1)).of(Thing.ORDER, "o", role))).allMatch(Optional::isEmpty);
    }

    private Owners owners(Duration patience) {
        ObjectProvider<EventStore> provider = new ObjectProvider<>() {

            @Override
            public EventStore getObject() {
                return events;
            }
        };
        return new Owners(provider, new Supervisor(new SimpleMeterRegistry()), patience);
    }
}
