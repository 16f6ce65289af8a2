package io.ordertrail.query.orderhistory;

import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What can be asked of a list of orders, in the query's parameters. */
public record ListRequest(
        @Parameter(description = "Only orders placed after this instant", example = "2026-11-01T00:00:00Z") //
        @NotNull(message = "is required: an instant with zone, such as 2026-11-21T18:00:00Z") Instant since,
        @Parameter(description = "Only orders placed at this instant or before") Instant until,
        @Parameter(description = "Only orders in one of these states") Set<@NotNull(message = "must not be empty") OrderStatus> status,
        @Parameter(description = KEYWORDS) String keywords,
        @Parameter(description = "The former page's `next`; everything else but the limit must be as it was") String cursor,
        @Parameter(description = "Orders on a page; 20 if not given") @Min(1) @Max(100) Integer limit) {

    static final String KEYWORDS = "Only orders with any of these words in the restaurant's present name or in the name of a dish "
            + "ordered; whole words, whatever their case and accents";

    static final int DEFAULT_LIMIT = 20;

    /** @throws Refusal if the bounds are the wrong way round */
    public OrderFilter filter() {
        if (until != null && until.isBefore(since)) {
            throw Refusal.ofField(Code.INVALID, "until", "must not be before since");
        }
        return new OrderFilter(since, until, Objects.requireNonNullElse(status, Set.of()),
                keywords == null ? Set.of() : Words.of(List.of(keywords)));
    }

    public int size() {
        return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
    }
}
