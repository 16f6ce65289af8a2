package io.ordertrail.query.orderhistory;

import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be asked of all orders, in the query's parameters. */
public record SearchRequest(
        @Parameter(description = "Only these orders, up to 100, comma-separated or repeated; with no other parameter. They come in this "
                + "order, once each; unknown ones are left out") List<String> ids,
        @Parameter(description = "Only orders in one of these states") Set<@NotNull(message = "must not be empty") OrderStatus> status,
        @Parameter(description = "Only this restaurant's orders") String restaurantId,
        @Parameter(description = "Only this consumer's orders") String consumerId,
        @Parameter(description = "Only orders placed after this instant", example = "2026-11-01T00:00:00Z") Instant from,
        @Parameter(description = "Only orders placed at this instant or before") Instant to,
        @Parameter(description = "Only orders to which nothing has happened for so long: an ISO-8601 duration of days, hours, minutes and "
                + "seconds", example = "PT15M") String olderThan,
        @Parameter(description = "Only orders with this word of their client's, to the letter", example = "T-417") String reference,
        @Parameter(description = ListRequest.KEYWORDS) String keywords,
        @Parameter(description = "The former page's `next`; everything else but the limit must be as it was") String cursor,
        @Parameter(description = "Orders on a page; 20 if not given; a stream has no pages and takes none") @Min(1)
        @Max(100) Integer limit) {

    private static final int MOST_IDS = 100;
    private static final Instant BEGINNING = Instant.EPOCH;
    private static final Pattern DURATION =
            Pattern.compile("P(?!$)(\\d{1,9}D)?(T(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,9})?S)?)?");

    /**
     * @param given the names of all parameters that were
     * @throws Refusal if they are none, too many, or not alone
     */
    List<String> wanted(Set<String> given) {
        if (given.size() > 1) {
            throw Refusal.ofField(Code.INVALID, "ids", "cannot be combined with other parameters");
        }
        List<String> distinct = ids.stream().flatMap(some -> Stream.of(some.split(","))).filter(id -> !id.isEmpty()).distinct().toList();
        if (distinct.isEmpty() || distinct.size() > MOST_IDS) {
            throw Refusal.ofField(Code.INVALID, "ids", "must be 1 to 100 ids");
        }
        return distinct;
    }

    /** @throws Refusal if the bounds are the wrong way round, or the duration is none */
    public OrderCriteria criteria(Instant now) {
        if (from != null && to != null && to.isBefore(from)) {
            throw Refusal.ofField(Code.INVALID, "to", "must not be before from");
        }
        Duration age = olderThan == null ? null : duration();
        OrderFilter filter = new OrderFilter(Objects.requireNonNullElse(from, BEGINNING), to, Objects.requireNonNullElse(status, Set.of()),
                keywords == null ? Set.of() : Words.of(List.of(keywords)));
        return new OrderCriteria(restaurantId, consumerId, reference, age, age == null ? null : now.minus(age), filter);
    }

    private Duration duration() {
        try {
            if (DURATION.matcher(olderThan).matches()) {
                Duration age = Duration.parse(olderThan);
                if (age.compareTo(Duration.ofDays(36_500)) <= 0) {
                    return age;
                }
            }
        } catch (DateTimeParseException e) {
            throw wrongDuration();
        }
        throw wrongDuration();
    }

    private static Refusal wrongDuration() {
        return Refusal.ofField(Code.INVALID, "olderThan", "must be a duration of at most 36500 days, such as PT15M");
    }

    public int size() {
        return Objects.requireNonNullElse(limit, ListRequest.DEFAULT_LIMIT);
    }
}
