package io.ordertrail.command.process;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Place;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TicketStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How all orders and couriers stand, told from the events alone: a plain model beside the aggregates and the processes. */
public final class Picture {

    private final Map<String, Whole> orders = new TreeMap<>();
    private final Map<String, Carrier> couriers = new TreeMap<>();

    /** An order with all that belongs to it; null where there is nothing yet. */
    public static final class Whole {

        public OrderStatus order;
        public Rejection rejection;
        public List<TicketLine> lines;
        public Money total;
        public Place deliverTo;
        public TicketStatus ticket;
        public boolean isAccepted;
        public List<TicketLine> ticketLines;
        public Instant acceptBy;
        public PaymentStatus payment;
        public Money amount;
        public DeliveryStatus delivery;
        public Place goesTo;
        public CourierId courier;

        /** Without the hours, which differ from run to run. */
        @Override
        public String toString() {
            return "order %s %s %s %s to %s, ticket %s %s, payment %s %s, delivery %s to %s by %s".formatted(order, rejection, lines, total,
                    deliverTo, ticket, ticketLines, payment, amount, delivery, goesTo, courier);
        }
    }

    /** A courier, with the addresses of the deliveries on the plan. */
    public static final class Carrier {

        public boolean isOnDuty;
        public int capacity;
        public final Map<String, Address> plan = new TreeMap<>();

        public boolean hasRoom() {
            return isOnDuty && plan.size() < capacity;
        }

        @Override
        public String toString() {
            return "%s, %d of %d: %s".formatted(isOnDuty ? "on duty" : "off duty", plan.size(), capacity, plan);
        }
    }

    public static Picture of(Stream<DomainEvent> events) {
        Picture picture = new Picture();
        events.forEach(picture::add);
        return picture;
    }

    public Map<String, Whole> orders() {
        return orders;
    }

    public Map<String, Carrier> couriers() {
        return couriers;
    }

    @Override
    public String toString() {
        return Stream.of(orders, couriers)
                .flatMap(things -> things.entrySet().stream())
                .map(thing -> thing.getKey() + ": " + thing.getValue())
                .collect(Collectors.joining("\n"));
    }

    private void add(DomainEvent event) {
        switch (event) {
            case CourierEvent e -> add(couriers.computeIfAbsent(e.courierId().value(), id -> new Carrier()), e);
            case OrderEvent e -> add(order(e), e);
            case TicketEvent e -> add(order(e), e);
            case DeliveryEvent e -> add(order(e), e);
            case AccountEvent e when e.orderId() != null -> add(order(e), e);
            default -> {
                // Concerns no order and no courier.
            }
        }
    }

    private Whole order(DomainEvent event) {
        return orders.computeIfAbsent(event.orderId().value(), id -> new Whole());
    }

    private static void add(Whole whole, OrderEvent event) {
        switch (event) {
            case OrderPlaced e -> {
                setTerms(whole, e.lines(), e.total(), e.deliverTo());
                whole.order = OrderStatus.APPROVAL_PENDING;
            }
            case OrderRevised e -> {
                setTerms(whole, e.lines(), e.total(), e.deliverTo());
                whole.order = OrderStatus.APPROVED;
            }
            case OrderRejected e -> {
                whole.rejection = e.rejection();
                whole.order = OrderStatus.REJECTED;
            }
            case OrderEvent.OrderApproved e -> whole.order = OrderStatus.APPROVED;
            case OrderEvent.OrderCancellationRequested e -> whole.order = OrderStatus.CANCEL_PENDING;
            case OrderEvent.OrderCancelled e -> whole.order = OrderStatus.CANCELLED;
            case OrderEvent.OrderCancellationRefused e -> whole.order = OrderStatus.APPROVED;
            case OrderEvent.OrderRevisionProposed e -> whole.order = OrderStatus.REVISION_PENDING;
            case OrderEvent.OrderRevisionRefused e -> whole.order = OrderStatus.APPROVED;
            case OrderEvent.OrderDelivered e -> whole.order = OrderStatus.DELIVERED;
            case OrderEvent.OrderNotDelivered e -> whole.order = OrderStatus.NOT_DELIVERED;
        }
    }

    private static void setTerms(Whole whole, List<OrderLine> lines, Money total, Place deliverTo) {
        whole.lines = lines.stream().map(TicketLine::of).toList();
        whole.total = total;
        whole.deliverTo = deliverTo;
    }

    private static void add(Whole whole, TicketEvent event) {
        TicketStatus waiting = whole.isAccepted ? TicketStatus.ACCEPTED : TicketStatus.AWAITING_ACCEPTANCE;
        whole.ticket = switch (event) {
            case TicketRequested e -> {
                whole.ticketLines = e.lines();
                yield TicketStatus.CREATE_PENDING;
            }
            case TicketCreated e -> {
                whole.acceptBy = e.acceptBy();
                yield TicketStatus.AWAITING_ACCEPTANCE;
            }
            case TicketAccepted e -> {
                whole.isAccepted = true;
                yield TicketStatus.ACCEPTED;
            }
            case TicketRevised e -> {
                whole.ticketLines = e.lines();
                yield waiting;
            }
            case TicketEvent.TicketAbandoned e -> TicketStatus.CANCELLED;
            case TicketEvent.TicketDeclined e -> TicketStatus.CANCELLED;
            case TicketEvent.TicketPreparationStarted e -> TicketStatus.PREPARING;
            case TicketEvent.TicketReadyForPickup e -> TicketStatus.READY_FOR_PICKUP;
            case TicketEvent.TicketPickedUp e -> TicketStatus.PICKED_UP;
            case TicketEvent.TicketCancellationRequested e -> TicketStatus.CANCEL_PENDING;
            case TicketEvent.TicketCancelled e -> TicketStatus.CANCELLED;
            case TicketEvent.TicketCancellationUndone e -> waiting;
            case TicketEvent.TicketRevisionRequested e -> TicketStatus.REVISION_PENDING;
            case TicketEvent.TicketRevisionUndone e -> waiting;
        };
    }

    private static void add(Whole whole, AccountEvent event) {
        switch (event) {
            case PaymentAuthorized e -> {
                whole.payment = PaymentStatus.AUTHORIZED;
                whole.amount = e.amount();
            }
            case PaymentDeclined e -> whole.payment = PaymentStatus.DECLINED;
            case AuthorizationRevised e -> whole.amount = e.amount();
            case AuthorizationReversed e -> whole.payment = PaymentStatus.REVERSED;
            case PaymentCaptured e -> whole.payment = PaymentStatus.CAPTURED;
            default -> {
                // Changes nothing that is shown.
            }
        }
    }

    private static void add(Whole whole, DeliveryEvent event) {
        switch (event) {
            case DeliveryPlanned e -> {
                whole.delivery = DeliveryStatus.PENDING;
                whole.goesTo = e.deliverTo();
            }
            case DeliveryScheduled e -> {
                whole.delivery = DeliveryStatus.SCHEDULED;
                whole.courier = e.courierId();
            }
            case DeliveryRedirected e -> whole.goesTo = e.deliverTo();
            case DeliveryEvent.DeliveryPickedUp e -> whole.delivery = DeliveryStatus.PICKED_UP;
            case DeliveryEvent.DeliveryCompleted e -> whole.delivery = DeliveryStatus.COMPLETED;
            case DeliveryEvent.DeliveryFailed e -> whole.delivery = DeliveryStatus.FAILED;
            case DeliveryEvent.DeliveryCancelled e -> whole.delivery = DeliveryStatus.CANCELLED;
            case DeliveryEvent.CourierLocationNoted e -> {
                // Nothing that is shown.
            }
        }
    }

    private static void add(Carrier courier, CourierEvent event) {
        switch (event) {
            case CourierRegistered e -> courier.capacity = e.capacity();
            case CourierWentOnDuty e -> courier.isOnDuty = true;
            case CourierWentOffDuty e -> courier.isOnDuty = false;
            case CourierAssigned e -> courier.plan.put(e.orderId().value(), e.deliverTo());
            case CourierPlanRevised e -> courier.plan.put(e.orderId().value(), e.deliverTo());
            case CourierFreed e -> courier.plan.remove(e.orderId().value());
        }
    }
}
