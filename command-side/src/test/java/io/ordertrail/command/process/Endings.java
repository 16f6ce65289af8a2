package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.process.Picture.Carrier;
import io.ordertrail.command.process.Picture.Whole;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.TicketStatus;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** What must hold whenever everything has been handled: nothing pending, nobody forgotten, no money left where it should not be. */
public final class Endings {

    private static final Set<TicketStatus> WITH_THE_KITCHEN = EnumSet.of(TicketStatus.AWAITING_ACCEPTANCE, TicketStatus.ACCEPTED,
            TicketStatus.PREPARING, TicketStatus.READY_FOR_PICKUP, TicketStatus.PICKED_UP);
    private static final Set<DeliveryStatus> UNDER_WAY = EnumSet.of(DeliveryStatus.PENDING, DeliveryStatus.SCHEDULED,
            DeliveryStatus.PICKED_UP);

    private Endings() {
    }

    public static void check(World world) {
        Picture picture = world.picture();
        SoftAssertions softly = new SoftAssertions();
        picture.orders().forEach((id, order) -> check(softly, id, order, world));
        picture.couriers().forEach((id, courier) -> softly.assertThat(courier.plan.keySet())
                .as("deliveries on the plan of " + id)
                .isEqualTo(ordersOf(id, picture.orders())));
        checkDispatch(softly, picture, world);
        if (!softly.wasSuccess()) {
            softly.fail("in this world:\n" + picture);
        }
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, String id, Whole order, World world) {
        switch (order.order) {
            case APPROVED -> {
                softly.assertThat(order.ticket).as(id + " ticket").isIn(WITH_THE_KITCHEN);
                softly.assertThat(order.ticketLines).as(id + " ticket's lines").isEqualTo(order.lines);
                softly.assertThat(order.payment).as(id + " payment").isEqualTo(PaymentStatus.AUTHORIZED);
                softly.assertThat(order.amount).as(id + " amount").isEqualTo(order.total);
                softly.assertThat(order.delivery).as(id + " delivery").isIn(UNDER_WAY);
                if (order.delivery != DeliveryStatus.PICKED_UP) {
                    softly.assertThat(order.goesTo).as(id + " place").isEqualTo(order.deliverTo);
                }
                if (order.ticket == TicketStatus.AWAITING_ACCEPTANCE) {
                    softly.assertThat(world.now()).as(id + " acceptance in time").isBefore(order.acceptBy);
                    softly.assertThat(world.deadlines).as("deadlines").containsEntry(id, order.acceptBy);
                }
            }
            case REJECTED -> checkRejected(softly, id, order);
            case CANCELLED -> check(softly, id, order, TicketStatus.CANCELLED, PaymentStatus.REVERSED, DeliveryStatus.CANCELLED);
            case DELIVERED -> check(softly, id, order, TicketStatus.PICKED_UP, PaymentStatus.CAPTURED, DeliveryStatus.COMPLETED);
            case NOT_DELIVERED -> check(softly, id, order, TicketStatus.PICKED_UP, PaymentStatus.REVERSED, DeliveryStatus.FAILED);
            case APPROVAL_PENDING, CANCEL_PENDING, REVISION_PENDING -> softly.fail("%s rests in %s", id, order.order);
        }
    }

    private static void check(SoftAssertions softly, String id, Whole order, TicketStatus ticket, PaymentStatus payment,
            DeliveryStatus delivery) {
        softly.assertThat(order.ticket).as(id + " ticket").isEqualTo(ticket);
        softly.assertThat(order.payment).as(id + " payment").isEqualTo(payment);
        softly.assertThat(order.delivery).as(id + " delivery").isEqualTo(delivery);
    }

    /** Because of its consumer, before there was a ticket (or, if two nodes disagreed, with all taken back); or because of its payment. */
    private static void checkRejected(SoftAssertions softly, String id, Whole order) {
        if (!order.rejection.name().startsWith("CONSUMER")) {
            check(softly, id, order, TicketStatus.CANCELLED, PaymentStatus.DECLINED, null);
        } else if (order.ticket == null) {
            check(softly, id, order, null, null, null);
        } else {
            check(softly, id, order, TicketStatus.CANCELLED,
                    order.payment == PaymentStatus.DECLINED ? PaymentStatus.DECLINED : PaymentStatus.REVERSED, null);
        }
    }

    private static Set<String> ordersOf(String courier, Map<String, Whole> orders) {
        return orders.entrySet().stream()
                .filter(order -> order.getValue().delivery == DeliveryStatus.SCHEDULED
                        || order.getValue().delivery == DeliveryStatus.PICKED_UP)
                .filter(order -> order.getValue().courier.value().equals(courier))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** It has none, or one who is off duty and has not been given the food. */
    private static boolean needsCourier(Whole order, Map<String, Carrier> couriers) {
        return order.delivery == DeliveryStatus.PENDING && order.isAccepted
                || order.delivery == DeliveryStatus.SCHEDULED && order.ticket != TicketStatus.PICKED_UP
                        && !couriers.get(order.courier.value()).isOnDuty;
    }

    private static void checkDispatch(SoftAssertions softly, Picture picture, World world) {
        Set<String> waiting = picture.orders().entrySet().stream()
                .filter(order -> needsCourier(order.getValue(), picture.couriers()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        softly.assertThat(world.dispatch.waiting.keySet()).as("deliveries waiting for a courier").isEqualTo(waiting);
        if (!waiting.isEmpty()) {
            softly.assertThat(picture.couriers().values().stream().filter(Carrier::hasRoom))
                    .as("couriers with room while deliveries wait: " + waiting)
                    .isEmpty();
        }
        picture.couriers().forEach((id, courier) -> {
            softly.assertThat(courier.plan.size()).as(id + " carries").isLessThanOrEqualTo(courier.capacity);
            courier.plan.forEach((order, address) -> softly.assertThat(address)
                    .as("where %s brings %s", id, order)
                    .isEqualTo(picture.orders().get(order).goesTo.address()));
        });
        world.dispatch.couriers.forEach((id, known) -> {
            Carrier courier = picture.couriers().get(id.value());
            softly.assertThat(known).as("availability of " + id.value()).isEqualTo(
                    new CourierAvailability(id, courier.isOnDuty, courier.capacity, courier.plan.size(), known.lastAssigned(),
                            known.version()));
        });
        assertThat(world.dispatch.couriers).hasSameSizeAs(picture.couriers());
    }
}
