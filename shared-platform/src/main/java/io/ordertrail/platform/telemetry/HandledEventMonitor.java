package io.ordertrail.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.NoOpMessageMonitorCallback;

/** Counts the events that a processor of this node has handled, and how old they were then: {@code ordertrail.events.handled}. */
class HandledEventMonitor implements MessageMonitor<Message<?>> {

    private final Timer handled;
    private final Clock clock;

    HandledEventMonitor(MeterRegistry registry, String processor, Clock clock) {
        this.handled = Timer.builder("ordertrail.events.handled")
                .description("Events handled on this node, with their age when they were")
                .tag("processor", processor)
                .register(registry);
        this.clock = clock;
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> message) {
        if (!(message instanceof EventMessage<?> event)) {
            return NoOpMessageMonitorCallback.INSTANCE;
        }
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                Duration age = Duration.between(event.getTimestamp(), clock.instant());
                handled.record(age.isNegative() ? Duration.ZERO : age);
            }

            @Override
            public void reportFailure(Throwable cause) {
                // It comes again.
            }

            @Override
            public void reportIgnored() {
                // Not for this processor.
            }
        };
    }
}
