package io.ordertrail.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.process.Histories;
import io.ordertrail.command.process.World;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.events.InMemoryEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class DeliveryNowTest {

    private static final OrderId ORDER = new OrderId("A");
    private static final DeliveryId DELIVERY = DeliveryId.of(ORDER);
    private static final CourierId ANN = new CourierId("ann");
    private static final Instant TIME = Instant.parse("2026-11-21T18:00:00Z");
    private static final int POSITIONS = 1_000;

    private final InMemoryEventStorageEngine engine = new InMemoryEvents();
    private final List<DomainEvent> read = new ArrayList<>();
    private final Histories histories = new Histories(EmbeddedEventStore.builder().storageEngine(engine).build()) {

        @Override
        public Stream<DomainEvent> of(AggregateId aggregate) {
            return super.of(aggregate).peek(read::add);
        }
    };

    private int sequence;

    @Test
    void aDeliveryOnItsWayIsKnownWithoutThePositionsThatWereNoted() {
        assertThat(DeliveryNow.of(DELIVERY, histories)).isEmpty();
        happened(new DeliveryPlanned(DELIVERY, ORDER, new ConsumerId("ada"), new RestaurantId("ajanta"), TIME, World.OFFICE, World.HOME));
        happened(new DeliveryScheduled(DELIVERY, ORDER, ANN, TIME, TIME));
        happened(new DeliveryRedirected(DELIVERY, ORDER, ANN, TIME, World.OFFICE, 3L));
        happened(new DeliveryPickedUp(DELIVERY, ORDER, ANN, TIME));
        DeliveryNow onItsWay = DeliveryNow.of(DELIVERY, histories).orElseThrow();
        for (int i = 0; i < POSITIONS; i++) {
            happened(new CourierLocationNoted(DELIVERY, ORDER, ANN, new GeoPoint(48, 13 + i * 1e-5), TIME));
        }
        read.clear();

        assertThat(DeliveryNow.of(DELIVERY, histories)).contains(onItsWay);
        happened(new DeliveryCompleted(DELIVERY, ORDER, new ConsumerId("ada"), ANN, TIME));
        assertThat(DeliveryNow.of(DELIVERY, histories)).contains(
                new DeliveryNow(DeliveryStatus.COMPLETED, World.OFFICE, World.OFFICE, 2, ANN, 4));
        assertThat(read).hasSizeLessThan(20);
    }

    private void happened(DomainEvent event) {
        engine.appendEvents(new GenericDomainEventMessage<>("Delivery", DELIVERY.toString(), sequence++, event));
    }
}
