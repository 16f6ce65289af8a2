package io.ordertrail.platform.security;

import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whose a thing is: by its id, or by what the event store says of it, which is never behind. The store is asked on threads of their own and for so
 * long at most: while it hangs, requests end.
 */
class Owners {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What waits for one is bounded by the web server's threads. */
    private static final int THREADS = 16;

    private final ObjectProvider<EventStore> events;
    private final ExecutorService threads;
    private final Duration patience;

    @Autowired
    Owners(ObjectProvider<EventStore> events, Supervisor supervisor) {
        this(events, supervisor, PATIENCE);
    }

    Owners(ObjectProvider<EventStore> events, Supervisor supervisor, Duration patience) {
        this.events = events;
        this.threads = supervisor.pool("owners", THREADS);
        this.patience = patience;
    }

    /**
     * The consumer, restaurant or courier whose thing it is; empty if it is nobody's of that role, or there is no such thing.
     *
     * @throws Refusal {@code UNAVAILABLE} if the store does not say in time
     */
    Optional<String> of(Thing thing, String id, Role role) {
        return switch (thing) {
            case CONSUMER -> role == Role.CONSUMER ? Optional.of(id) : Optional.empty();
            case RESTAURANT -> role == Role.RESTAURANT ? Optional.of(id) : Optional.empty();
            case COURIER -> role == Role.COURIER ? Optional.of(id) : Optional.empty();
            case ORDER -> inTime(() -> ofOrder(id, role));
            case NONE, BODY -> Optional.empty();
        };
    }

    private Optional<String> ofOrder(String id, Role role) {
        return role == Role.COURIER ? courier(id)
                : placed(id).map(order -> role == Role.CONSUMER ? order.consumerId().value() : order.restaurantId().value());
    }

    private <T> T inTime(Callable<T> question) {
        Future<T> answer = threads.submit(question);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw Refusal.of(Code.UNAVAILABLE, "The event store does not say in time whose that is");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        } finally {
            // Not by an interrupt: it would close what the embedded store reads from.
            answer.cancel(false);
        }
    }

    private Optional<OrderPlaced> placed(String id) {
        Iterator<? extends DomainEventMessage<?>> order = stream(new OrderId(id).toString());
        return order.hasNext() && order.next().getPayload() instanceof OrderPlaced placed ? Optional.of(placed) : Optional.empty();
    }

    /** Until it is picked up another may take it over; of the way after that, thousands of events maybe, nothing is read. */
    private Optional<String> courier(String id) {
        String courier = null;
        Iterator<? extends DomainEventMessage<?>> delivery = stream(new DeliveryId(id).toString());
        while (delivery.hasNext()) {
            Object event = delivery.next().getPayload();
            if (event instanceof DeliveryScheduled scheduled) {
                courier = scheduled.courierId().value();
            } else if (event instanceof DeliveryPickedUp) {
                break;
            }
        }
        return Optional.ofNullable(courier);
    }

    /** From a number on, or the store would begin with a snapshot. */
    private Iterator<? extends DomainEventMessage<?>> stream(String aggregate) {
        return events.getObject().readEvents(aggregate, 0).asStream().iterator();
    }
}
