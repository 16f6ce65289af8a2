package io.ordertrail.query.orderhistory;

import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The query parameters of order lists, as they come, and what they mean. Whatever is wrong is refused by the parameter's name. */
final class ListParameters {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_YEAR = 9999;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}");

    private ListParameters() {
    }

    static OrderFilter filter(String since, String until, List<String> statuses, String keywords) {
        if (since == null) {
            throw invalid("since", "is required: the instant after which the orders were placed");
        }
        Instant from = instant("since", since);
        Instant to = until == null ? null : instant("until", until);
        if (to != null && to.isBefore(from)) {
            throw invalid("until", "must not be before since");
        }
        return new OrderFilter(from, to, statuses(statuses), keywords == null ? Set.of() : Words.of(List.of(keywords)));
    }

    static int limit(String limit) {
        int number = limit == null ? DEFAULT_LIMIT : LIMIT.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MAX_LIMIT) {
            throw invalid("limit", "must be a number from 1 to %d".formatted(MAX_LIMIT));
        }
        return number;
    }

    private static Instant instant(String name, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= MAX_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw invalidInstant(name);
        }
        throw invalidInstant(name);
    }

    private static Refusal invalidInstant(String name) {
        return invalid(name, "must be an instant with its zone, such as 2026-11-21T18:00:00Z or 2026-11-21T19:00:00%2B01:00");
    }

    private static Set<OrderStatus> statuses(List<String> names) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        for (String name : names == null ? List.<String>of() : names) {
            statuses.add(Arrays.stream(OrderStatus.values()).filter(status -> status.name().equals(name)).findFirst()
                    .orElseThrow(() -> invalid("status", "must be one of %s".formatted(Arrays.toString(OrderStatus.values())))));
        }
        return statuses;
    }

    private static Refusal invalid(String parameter, String what) {
        return Refusal.ofField(Code.INVALID, parameter, "%s %s".formatted(parameter, what));
    }
}
