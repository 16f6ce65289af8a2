package io.ordertrail.platform.parking;

import io.ordertrail.platform.time.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries parked sequences again when they are due: one event after the other, each from the event store, until one fails or none is left. */
class Retries {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    /** Longer than an event's handlers take, each command with its full time limit. It is begun anew with every event. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private final ParkingInvoker handlers;
    private final ParkedEventRepository repository;
    private final Trouble trouble;
    private final ForwardClock clock;
    private final String processor;
    private final Configuration axon;

    Retries(ParkingInvoker handlers, ParkedEventRepository repository, Trouble trouble, ForwardClock clock, String processor,
            Configuration axon) {
        this.handlers = handlers;
        this.repository = repository;
        this.trouble = trouble;
        this.clock = clock;
        this.processor = processor;
        this.axon = axon;
    }

    /** Nothing is tried while the processor is paused, nor once this node stops. */
    void look() {
        boolean more = true;
        while (more && runs() && !Thread.currentThread().isInterrupted()) {
            Instant now = clock.instant();
            Optional<ParkedSequence> due = repository.take(now, now.plus(LEASE), now.plus(LEASE));
            due.ifPresent(this::retry);
            more = due.isPresent();
        }
    }

    private boolean runs() {
        return axon.eventProcessingConfiguration().eventProcessor(processor).map(EventProcessor::isRunning).orElse(false);
    }

    private void retry(ParkedSequence due) {
        Optional<ParkedSequence> left = Optional.of(due);
        while (left.isPresent()) {
            ParkedSequence sequence = left.get();
            try {
                handle(sequence.first());
            } catch (Exception | Error failure) {
                postpone(sequence, failure);
                return;
            }
            LOG.info("{} ({}) of {} is handled", sequence.first().type(), sequence.first().id(), sequence.id());
            left = repository.handled(sequence, clock.instant().plus(LEASE));
        }
    }

    /** Everybody's trouble says nothing about the event: what it failed with before stays what is told of it. */
    private void postpone(ParkedSequence sequence, Throwable failure) {
        boolean own = !trouble.isBehind(failure);
        int attempts = sequence.attempts() + 1;
        repository.postpone(sequence, own ? attempts : sequence.attempts(), own ? Cause.of(failure) : sequence.cause(),
                clock.instant().plus(Backoff.after(attempts)));
        LOG.warn("{} ({}) still cannot be handled, {} stays parked (attempt {}): {}", sequence.first().type(), sequence.first().id(),
                sequence.id(), attempts, failure.toString());
    }

    private void handle(ParkedEvent parked) throws Exception {
        DomainEventMessage<?> event = StoredEvents.find(axon.eventStore(), parked)
                .orElseThrow(() -> new IllegalStateException("The event store has no such event: it was restored from before it"));
        DefaultUnitOfWork<EventMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(event);
        ResultMessage<Object> result = unitOfWork.executeWithResult(() -> new DefaultInterceptorChain<>(unitOfWork,
                axon.eventProcessingConfiguration().eventProcessor(processor).orElseThrow().getHandlerInterceptors(), message -> {
                    handlers.handle(message);
                    return null;
                }).proceed());
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof Exception exception ? exception
                    : new ExecutionException(result.exceptionResult());
        }
    }
}
