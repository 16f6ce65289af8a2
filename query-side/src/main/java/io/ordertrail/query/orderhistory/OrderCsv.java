package io.ordertrail.query.orderhistory;

import io.ordertrail.events.Money;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Delivery;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Payment;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Ticket;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order as a line of a table, quoted by RFC 4180. */
final class OrderCsv {

    static final String HEADER = "id,status,version,reference,consumerId,restaurantId,restaurantName,dishes,total,currency,placedAt,"
            + "requestedFor,rejection,ticketStatus,readyBy,declineReason,paymentStatus,paymentAmount,refunded,deliveryStatus,courierId,"
            + "pickUpAt,estimatedAt,pickedUpAt,deliveredAt,failureReason";

    /** With any of these a spreadsheet takes a cell for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private OrderCsv() {
    }

    static String row(OrderHistoryEntry order) {
        String dishes = order.lines().stream().map(line -> line.quantity() + " x " + line.name()).collect(Collectors.joining("; "));
        return Stream.of(order.id().value(), order.status(), order.version(), order.reference(), order.consumerId().value(),
                order.restaurant().id().value(), order.restaurant().name(), dishes, amount(order.total()),
                order.total().currency().value(), order.placedAt(), order.requestedFor(), order.rejection(),
                of(order.ticket(), Ticket::status), of(order.ticket(), Ticket::readyBy), of(order.ticket(), Ticket::declineReason),
                of(order.payment(), Payment::status), amount(of(order.payment(), Payment::amount)),
                amount(of(order.payment(), Payment::refunded)), of(order.delivery(), Delivery::status),
                of(order.delivery(), delivery -> of(delivery.courierId(), courier -> courier.value())),
                of(order.delivery(), Delivery::pickUpAt), of(order.delivery(), Delivery::estimatedAt),
                of(order.delivery(), Delivery::pickedUpAt), of(order.delivery(), Delivery::deliveredAt),
                of(order.delivery(), Delivery::failureReason))
                .map(OrderCsv::cell).collect(Collectors.joining(","));
    }

    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static String amount(Money money) {
        return of(money, sum -> sum.amount().toPlainString());
    }

    private static <P, V> V of(P part, Function<P, V> field) {
        return part == null ? null : field.apply(part);
    }
}
