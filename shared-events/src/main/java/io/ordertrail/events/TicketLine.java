package io.ordertrail.events;

/** A dish as the kitchen sees it: no price. */
public record TicketLine(String menuItemId, String name, int quantity) {

    public static TicketLine of(OrderLine line) {
        return new TicketLine(line.menuItemId(), line.name(), line.quantity());
    }
}
