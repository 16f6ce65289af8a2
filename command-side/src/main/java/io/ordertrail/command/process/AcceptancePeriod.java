package io.ordertrail.command.process;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long a kitchen has to accept a ticket. */
@Component
class AcceptancePeriod {

    private static final String MISTAKE = """
            ORDERTRAIL_ACCEPTANCE_DEADLINE must be an ISO-8601 duration above zero and up to a year, such as PT15M, but is '%s'""";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Duration period;

    /** @throws IllegalArgumentException if it is no ISO-8601 duration above zero and up to a year */
    AcceptancePeriod(@Value("${ordertrail.acceptance-deadline:PT15M}") String configured) {
        period = parsed(configured);
        if (!period.isPositive() || period.compareTo(LONGEST) > 0) {
            throw unusable(configured, null);
        }
    }

    private static Duration parsed(String configured) {
        try {
            return Duration.parse(configured);
        } catch (DateTimeException e) {
            throw unusable(configured, e);
        }
    }

    private static IllegalArgumentException unusable(String configured, Throwable cause) {
        return new IllegalArgumentException(MISTAKE.formatted(configured), cause);
    }

    /** Cut to milliseconds, as all instants are, so that no store's precision can make a deadline strike before its time. */
    Instant endFrom(Instant begin) {
        return begin.plus(period).truncatedTo(ChronoUnit.MILLIS);
    }
}
