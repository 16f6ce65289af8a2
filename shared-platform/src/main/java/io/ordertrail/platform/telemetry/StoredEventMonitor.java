package io.ordertrail.platform.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.NoOpMessageMonitorCallback;

/** Counts the events that this node has stored, once they are: {@code ordertrail.events.stored} by aggregate and type. */
class StoredEventMonitor implements MessageMonitor<Message<?>> {

    private final MeterRegistry registry;

    StoredEventMonitor(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            return NoOpMessageMonitorCallback.INSTANCE;
        }
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                Counter.builder("ordertrail.events.stored")
                        .description("Events stored by this node")
                        .tags("aggregate", event.getType(), "type", event.getPayloadType().getSimpleName())
                        .register(registry)
                        .increment();
            }

            @Override
            public void reportFailure(Throwable cause) {
                // Not stored.
            }

            @Override
            public void reportIgnored() {
                // Not stored either.
            }
        };
    }
}
