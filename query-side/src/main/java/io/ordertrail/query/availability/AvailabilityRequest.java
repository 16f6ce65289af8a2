package io.ordertrail.query.availability;

import io.ordertrail.events.GeoPoint;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/** What can be asked of available restaurants, in the query's parameters. */
record AvailabilityRequest(
        @Parameter(description = "Where to deliver to: latitude in degrees", example = "47.80") //
        @NotNull(message = "is required") @DecimalMin("-90") @DecimalMax("90") BigDecimal lat,
        @Parameter(description = "Where to deliver to: longitude in degrees", example = "13.04") //
        @NotNull(message = "is required") @DecimalMin("-180") @DecimalMax("180") BigDecimal lon,
        @Parameter(description = "When it is to be open, as an order's `requestedFor`", example = "{tomorrow}T18:00:00Z") //
        @NotNull(message = "is required: an instant with zone, such as 2026-11-21T18:00:00Z") Instant at,
        @Parameter(description = "Only restaurants with this cuisine, whatever its case and accents", example = "indian") //
        @Text String cuisine,
        @Parameter(description = "The former page's `next`; everything else but the limit must be as it was") String cursor,
        @Parameter(description = "Restaurants on a page; 20 if not given") @Min(1) @Max(100) Integer limit) {

    private static final int DEFAULT_LIMIT = 20;

    GeoPoint place() {
        return new GeoPoint(lat.doubleValue(), lon.doubleValue());
    }

    int size() {
        return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
    }
}
