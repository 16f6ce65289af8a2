package io.ordertrail.command.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.command.dispatch.Drift.Found;
import io.ordertrail.command.dispatch.Drift.Kind;
import io.ordertrail.command.process.Histories;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.processors.StorePositions;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Holds the dispatch's store against the events, a stretch of them at a time: each courier where it registered, each delivery where it was
 * planned, as it stands now by its own events. What is mended is written as the processes write it, so they may go on meanwhile. What has
 * changed a moment ago is left to them: they may just not have come to it.
 */
@Component
class Reconciliation {

    /** Longer than the processes need for what comes. */
    private static final Duration THEIRS = Duration.ofMinutes(1);

    /** Shorter than a request may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventStore events;
    private final Histories histories;
    private final DispatchRepository repository;
    private final PendingDeliveries deliveries;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Map<Kind, Counter> found = new EnumMap<>(Kind.class);

    Reconciliation(EventStore events, Histories histories, DispatchRepository repository, PendingDeliveries deliveries, Dispatch dispatch,
            Clock clock, MeterRegistry meters) {
        this.events = events;
        this.histories = histories;
        this.repository = repository;
        this.deliveries = deliveries;
        this.dispatch = dispatch;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            found.put(kind, Counter.builder("ordertrail.dispatch.drift").tag("kind", kind.name())
                    .description("What the dispatch's store said otherwise than the events, as found and mended by this node")
                    .register(meters));
        }
    }

    /**
     * @param after position, exclusive
     * @param limit most events read; there may be more, too, if it takes long
     */
    Reconciled reconcile(long after, int limit) {
        TrackingToken head = events.createHeadToken();
        long last = StorePositions.of(head);
        Stretch stretch = new Stretch(after);
        if (last > after) {
            try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(StorePositions.after(after, head))) {
                read(stream, last, limit, stretch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
            }
        }
        stretch.drift.forEach(drift -> found.get(drift.kind()).increment());
        return stretch.reconciled(last);
    }

    private void read(BlockingStream<TrackedEventMessage<?>> stream, long head, int limit, Stretch stretch) throws InterruptedException {
        long begun = System.nanoTime();
        while (stretch.position < head && stretch.read < limit) {
            long left = PATIENCE.minusNanos(System.nanoTime() - begun).toMillis();
            if (left <= 0 || !stream.hasNextAvailable((int) left, TimeUnit.MILLISECONDS)) {
                return;
            }
            TrackedEventMessage<?> event = stream.nextAvailable();
            stretch.compare(event);
            stretch.read++;
            stretch.position = StorePositions.of(event.trackingToken());
        }
    }

    private final class Stretch {

        private final List<Drift> drift = new ArrayList<>();
        private long position;
        private int read;
        private int couriers;
        private int orders;

        Stretch(long after) {
            position = after;
        }

        Reconciled reconciled(long head) {
            return new Reconciled(read, couriers, orders, drift, position < head ? position : null);
        }

        void compare(TrackedEventMessage<?> event) {
            if (event.getPayloadType() == CourierRegistered.class) {
                couriers++;
                compare(((CourierRegistered) event.getPayload()).courierId());
            } else if (event.getPayloadType() == DeliveryPlanned.class) {
                orders++;
                compare(((DeliveryPlanned) event.getPayload()).orderId());
            }
        }

        /** The store first: events that come meanwhile then only make it look older than it is. */
        private void compare(CourierId courier) {
            Optional<CourierAvailability> known = repository.find(courier);
            CourierAvailability real = CourierAvailability.of(histories.messages(courier));
            if (known.filter(real::equals).isEmpty() && !hasJustChanged(courier)) {
                known.filter(wrong -> wrong.version() >= real.version()).ifPresent(repository::forget);
                repository.note(real);
                drift.add(new Drift(Kind.COURIER, courier.value(), known.isEmpty() ? Found.MISSING : Found.WRONG));
                dispatch.reviewPlan(courier);
                dispatch.seekWork(courier);
            }
        }

        private void compare(OrderId order) {
            Optional<WaitingDelivery> known = repository.find(order);
            Optional<PendingDelivery> real = deliveries.of(order);
            Optional<Found> difference = known.isPresent() && real.isPresent()
                    ? Optional.of(Found.WRONG).filter(wrong -> !known.get().pickUpAt().equals(real.get().pickUpAt()))
                    : known.map(waiting -> Found.NEEDLESS).or(() -> real.map(delivery -> Found.MISSING));
            if (difference.isPresent() && !hasJustChanged(DeliveryId.of(order), TicketId.of(order))
                    && !real.map(PendingDelivery::takenFrom).filter(this::hasJustChanged).isPresent()) {
                dispatch.review(order);
                drift.add(new Drift(Kind.DELIVERY, order.value(), difference.get()));
            }
        }

        private boolean hasJustChanged(AggregateId... aggregates) {
            Instant moment = clock.instant().minus(THEIRS);
            for (AggregateId aggregate : aggregates) {
                if (histories.lastMessage(aggregate).map(DomainEventMessage::getTimestamp).filter(moment::isBefore).isPresent()) {
                    return true;
                }
            }
            return false;
        }
    }
}
