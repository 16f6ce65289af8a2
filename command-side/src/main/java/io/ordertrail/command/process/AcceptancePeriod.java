package io.ordertrail.command.process;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long a kitchen has to accept a ticket. */
@Component
class AcceptancePeriod {

    private final Duration period;

    AcceptancePeriod(@Value("${ordertrail.acceptance-deadline}") Duration period) {
        this.period = period;
    }

    /** Cut to milliseconds, as all instants are, so that no store's precision can make a deadline strike before its time. */
    Instant endFrom(Instant begin) {
        return begin.plus(period).truncatedTo(ChronoUnit.MILLIS);
    }
}
