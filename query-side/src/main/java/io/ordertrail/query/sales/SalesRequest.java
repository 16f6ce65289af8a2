package io.ordertrail.query.sales;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/** Which days of sales are asked for, in the query's parameters. */
record SalesRequest(
        @Parameter(description = "The first day, a date of the restaurant's time zone", example = "2026-11-01") //
        @NotNull(message = REQUIRED) @DateTimeFormat(iso = ISO.DATE) LocalDate from,
        @Parameter(description = "The last day, which is included; less than three years after the first", example = "2026-11-30") //
        @NotNull(message = REQUIRED) @DateTimeFormat(iso = ISO.DATE) LocalDate to) {

    private static final String REQUIRED = "is required: a date, such as 2026-11-21";

    /** Each day that is asked for costs a look, whether anything was sold or not. */
    private static final int YEARS = 3;

    private static final int LAST_YEAR = 9999;

    /** @throws Refusal if the days are in the wrong order, too many, or of no year with four digits */
    SalesRequest checked() {
        requireYear(from, "from");
        requireYear(to, "to");
        if (to.isBefore(from)) {
            throw Refusal.ofField(Code.INVALID, "to", "must not be before from");
        }
        if (!to.isBefore(from.plusYears(YEARS))) {
            throw Refusal.ofField(Code.INVALID, "to", "must be less than three years after from");
        }
        return this;
    }

    private static void requireYear(LocalDate date, String field) {
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw Refusal.ofField(Code.INVALID, field, "must be a date of the years 1 to 9999");
        }
    }
}
