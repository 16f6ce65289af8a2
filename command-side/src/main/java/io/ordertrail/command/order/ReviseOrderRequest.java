package io.ordertrail.command.order;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of {@code POST /orders/{id}/revise}: everything is optional, but one change at least must be given. */
record ReviseOrderRequest(
        @Size(min = 1, max = Lines.MOST, message = "must have 1 to 100 lines") List<@NotNull @Valid RevisedLine> lines,
        @Valid DeliverTo deliverTo,
        Instant requestedFor,
        @Min(0) Long expectedVersion) {

    record RevisedLine(@NotNull @Text String menuItemId, @NotNull @Min(0) @Max(Lines.LARGEST_QUANTITY) Integer quantity) {
    }

    /** @throws Refusal {@code INVALID} if nothing is given, or one item stands in two lines */
    Revision revision() {
        if (lines == null && deliverTo == null && requestedFor == null) {
            throw Refusal.of(Code.INVALID, "Give lines, deliverTo or requestedFor to change");
        }
        Map<String, Integer> quantities = new LinkedHashMap<>();
        if (lines != null) {
            Lines.requireDistinct(lines.stream().map(RevisedLine::menuItemId).toList());
            lines.forEach(line -> quantities.put(line.menuItemId(), line.quantity()));
        }
        return new Revision(quantities, deliverTo == null ? null : deliverTo.place(), requestedFor);
    }
}
