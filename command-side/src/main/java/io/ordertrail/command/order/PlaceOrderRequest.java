package io.ordertrail.command.order;

import io.ordertrail.command.Wanted;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.platform.security.OnBehalf;
import io.ordertrail.platform.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The body of {@code POST /orders}. Ids may be unknown, which is answered later and elsewhere, but not of characters that no id has.
 *
 * @param requestedFor null for now
 * @param reference the client's own word for the order, such as the number on its till's receipt; null if it has none
 */
record PlaceOrderRequest(
        @NotNull @Pattern(regexp = PlaceOrderRequest.ID, message = "is not an id") String consumerId,
        @NotNull @Pattern(regexp = PlaceOrderRequest.ID, message = "is not an id") String restaurantId,
        @NotNull @Size(min = 1, max = Lines.MOST, message = "must have 1 to 100 lines") List<@NotNull @Valid OrderedLine> lines,
        @NotNull @Valid DeliverTo deliverTo,
        Instant requestedFor,
        @Text(max = PlaceOrderRequest.LONGEST_REFERENCE) String reference) implements OnBehalf {

    static final int LONGEST_REFERENCE = 64;

    static final String ID = "[0-9A-Za-z_-]{1,100}";

    record OrderedLine(@NotNull @Text String menuItemId, @NotNull @Min(1) @Max(Lines.LARGEST_QUANTITY) Integer quantity) {
    }

    List<String> menuItemIds() {
        return lines.stream().map(OrderedLine::menuItemId).toList();
    }

    /** Whether that order is what this request asks for. Not by its time: a request for now is for another now each time. */
    boolean describes(OrderPlaced order) {
        return order.consumerId().value().equals(consumerId) && order.restaurantId().value().equals(restaurantId)
                && order.deliverTo().equals(deliverTo.place()) && Objects.equals(order.reference(), reference)
                && order.lines().stream().map(line -> new Wanted(line.menuItemId(), line.quantity())).toList().equals(wanted());
    }

    List<Wanted> wanted() {
        return lines.stream().map(line -> new Wanted(line.menuItemId(), line.quantity())).toList();
    }
}
