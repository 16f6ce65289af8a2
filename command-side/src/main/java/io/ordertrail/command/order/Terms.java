package io.ordertrail.command.order;

import io.ordertrail.command.Horizon;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The part of an order that a revision may change, and what it costs. */
record Terms(List<OrderLine> lines, Money total, Instant requestedFor, Place deliverTo) {

    /** These terms with what the revision names, at the prices frozen in them. */
    Terms with(Revision revision) {
        List<OrderLine> revised = lines.stream()
                .map(line -> line.withQuantity(revision.quantities().getOrDefault(line.menuItemId(), line.quantity())))
                .filter(line -> line.quantity() > 0)
                .toList();
        Money sum = revised.stream().map(OrderLine::total).reduce(Money.zero(total.currency()), Money::plus);
        return new Terms(revised, sum, Objects.requireNonNullElse(revision.requestedFor(), requestedFor),
                Objects.requireNonNullElse(revision.deliverTo(), deliverTo));
    }

    /** @throws Refusal {@code INVALID} if the revision names an item that these terms have no line for */
    void requireLinesFor(Revision revision) {
        int number = 0;
        for (String item : revision.quantities().keySet()) {
            if (lines.stream().noneMatch(line -> line.menuItemId().equals(item))) {
                throw Refusal.ofField(Code.INVALID, "/lines/%d/menuItemId".formatted(number), "The order has no such item");
            }
            number++;
        }
    }

    /**
     * @param before the terms that these shall replace
     * @param minimum the least that they may cost, null for no minimum
     * @throws Refusal {@code INVALID} if nothing is left or the new time is past or too far ahead, {@code ORDER_MINIMUM_NOT_MET}
     */
    void requireFit(Terms before, Money minimum, Instant now) {
        if (lines.isEmpty()) {
            throw Refusal.ofField(Code.INVALID, "/lines", "An order keeps at least one line; cancel it instead");
        }
        if (!requestedFor.equals(before.requestedFor)) {
            Horizon.requireNowOrLater(requestedFor, now, "/requestedFor");
        }
        if (minimum != null && minimum.isMoreThan(total)) {
            throw Refusal.of(Code.ORDER_MINIMUM_NOT_MET, "%s is less than the restaurant's minimum of %s".formatted(total, minimum));
        }
    }
}
