package io.ordertrail.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class MonitorsTest {

    private static final Instant STORED = Instant.parse("2026-11-21T18:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Message<?> command = new GenericCommandMessage<>(new Prepare());
    private final DomainEventMessage<?> event = new GenericDomainEventMessage<>("Order", "order-1", 0, new OrderApproved(new OrderId("1")),
            MetaData.emptyInstance(), "id", STORED);

    private record Prepare() {
    }

    @Test
    void aCommandIsCountedByWhatBecameOfIt() {
        CommandMonitor monitor = new CommandMonitor(registry);
        monitor.onMessageIngested(command).reportSuccess();
        monitor.onMessageIngested(command).reportFailure(
                new CommandExecutionException("no", null, Refusal.of(Code.STALE_VERSION, "It is 7").reason()));
        monitor.onMessageIngested(command).reportFailure(new IllegalStateException("broken"));
        monitor.onMessageIngested(command).reportFailure(new CommandExecutionException("broken elsewhere", null));

        assertThat(count("done", "none")).isEqualTo(1);
        assertThat(count("refused", "STALE_VERSION")).isEqualTo(1);
        assertThat(count("failed", "IllegalStateException")).isEqualTo(1);
        assertThat(count("failed", "CommandExecutionException")).isEqualTo(1);
    }

    private long count(String outcome, String code) {
        return registry.get("ordertrail.commands").tags("command", "Prepare", "outcome", outcome, "code", code).timer().count();
    }

    @Test
    void anEventIsCountedOnlyOnceItIsStored() {
        StoredEventMonitor monitor = new StoredEventMonitor(registry);
        monitor.onMessageIngested(event).reportFailure(new IllegalStateException("rolled back"));
        assertThat(registry.find("ordertrail.events.stored").counter()).isNull();
        monitor.onMessageIngested(event).reportSuccess();
        assertThat(registry.get("ordertrail.events.stored").tags("aggregate", "Order", "type", "OrderApproved").counter().count())
                .isEqualTo(1);
    }

    @Test
    void anEventsAgeIsNotedWhenItIsHandled() {
        handledAt(STORED.plusSeconds(3));
        handledAt(STORED.minusSeconds(1)); // another node's clock
        assertThat(registry.get("ordertrail.events.handled").tag("processor", "processes").timer()).satisfies(handled -> {
            assertThat(handled.count()).isEqualTo(2);
            assertThat(handled.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        });
    }

    private void handledAt(Instant now) {
        new HandledEventMonitor(registry, "processes", Clock.fixed(now, ZoneOffset.UTC)).onMessageIngested(event).reportSuccess();
    }
}
