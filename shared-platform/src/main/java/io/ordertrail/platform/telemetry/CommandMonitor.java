package io.ordertrail.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;

/**
 * Times every command where it is handled, from its arrival at the bus, so with the wait for a thread: {@code ordertrail.commands} by command,
 * outcome ({@code done}, {@code refused}, {@code failed}) and code (the refusal's, or the failure's type).
 */
class CommandMonitor implements MessageMonitor<Message<?>> {

    private static final String NO_CODE = "none";

    /** From what an operator would notice to what a caller would no longer wait for. */
    private static final Duration[] BUCKETS = {Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofSeconds(10)};

    private final MeterRegistry registry;

    CommandMonitor(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> command) {
        Timer.Sample began = Timer.start(registry);
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                began.stop(timer(command, "done", NO_CODE));
            }

            @Override
            public void reportFailure(Throwable cause) {
                if (cause instanceof CommandExecutionException execution
                        && execution.getDetails().orElse(null) instanceof Refusal.Reason reason) {
                    began.stop(timer(command, "refused", reason.code().name()));
                } else {
                    began.stop(timer(command, "failed", cause == null ? NO_CODE : cause.getClass().getSimpleName()));
                }
            }

            @Override
            public void reportIgnored() {
                // It never reached an aggregate.
            }
        };
    }

    private Timer timer(Message<?> command, String outcome, String code) {
        return Timer.builder("ordertrail.commands")
                .description("Commands handled on this node, from their arrival to their answer")
                .tags("command", command.getPayloadType().getSimpleName(), "outcome", outcome, "code", code)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
