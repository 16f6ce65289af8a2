package io.ordertrail.command.process;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/** How long a kitchen has to accept a ticket. */
@Component
class AcceptancePeriod {

    private static final String SETTING = "ordertrail.acceptance-deadline";
    private static final String RULE =
            "ORDERTRAIL_ACCEPTANCE_DEADLINE must be an ISO-8601 duration above zero and up to a year, such as PT15M";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Duration period;

    /** @throws InvalidConfigurationPropertyValueException if it is no ISO-8601 duration above zero and up to a year */
    AcceptancePeriod(@Value("${" + SETTING + ":PT15M}") String configured) {
        period = parsed(configured);
        if (!period.isPositive() || period.compareTo(LONGEST) > 0) {
            throw new InvalidConfigurationPropertyValueException(SETTING, configured, RULE);
        }
    }

    private static Duration parsed(String configured) {
        try {
            return Duration.parse(configured);
        } catch (DateTimeException e) {
            throw new InvalidConfigurationPropertyValueException(SETTING, configured, RULE);
        }
    }

    /** Cut to milliseconds, as all instants are, so that no store's precision can make a deadline strike before its time. */
    Instant endFrom(Instant begin) {
        return begin.plus(period).truncatedTo(ChronoUnit.MILLIS);
    }
}
