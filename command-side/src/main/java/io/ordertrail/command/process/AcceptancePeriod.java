package io.ordertrail.command.process;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.stereotype.Component;

/** How long a kitchen has to accept a ticket. */
@Component
class AcceptancePeriod {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final Duration period;

    /** @throws Unusable if it is no ISO-8601 duration above zero and up to a year */
    AcceptancePeriod(@Value("${ordertrail.acceptance-deadline:PT15M}") String configured) {
        period = parsed(configured);
        if (!period.isPositive() || period.compareTo(LONGEST) > 0) {
            throw new Unusable(configured, null);
        }
    }

    private static Duration parsed(String configured) {
        try {
            return Duration.parse(configured);
        } catch (DateTimeException e) {
            throw new Unusable(configured, e);
        }
    }

    /** Cut to milliseconds, as all instants are, so that no store's precision can make a deadline strike before its time. */
    Instant endFrom(Instant begin) {
        return begin.plus(period).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The setting is no usable duration. */
    static class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String configured, Throwable cause) {
            super("ORDERTRAIL_ACCEPTANCE_DEADLINE is '%s'.".formatted(configured), cause);
        }
    }

    /** Makes it one clear line at start instead of a stack trace. */
    static class UnusableAnalyzer extends AbstractFailureAnalyzer<Unusable> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, Unusable cause) {
            return new FailureAnalysis(cause.getMessage(), "It must be an ISO-8601 duration above zero and up to a year, such as PT15M.",
                    cause);
        }
    }
}
