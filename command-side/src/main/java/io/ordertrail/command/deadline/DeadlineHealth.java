package io.ordertrail.command.deadline;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while nobody looks for what is due on this node: then only other nodes' clocks decline tickets, if there are any. */
@Component("deadlinesHealthIndicator")
class DeadlineHealth implements HealthIndicator {

    /** Longer than any operation on a store may take. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final Deadlines deadlines;

    DeadlineHealth(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public Health health() {
        Duration silence = deadlines.sinceLastLook();
        boolean looking = deadlines.isRunning() && silence.compareTo(LONGEST_SILENCE) < 0;
        return (looking ? Health.up() : Health.down())
                .withDetail("lastLookSecondsAgo", silence.toSeconds())
                .withDetail("failures", deadlines.failures())
                .build();
    }
}
