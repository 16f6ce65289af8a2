package io.ordertrail.standalone;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** An order's states as they follow from its own events: a second, independent fold to hold history entries against. */
final class EventFold {

    private static final Map<String, String[]> STATES = Map.ofEntries(
            state("OrderPlaced", "/status", "APPROVAL_PENDING"), state("OrderApproved", "/status", "APPROVED"),
            state("OrderRejected", "/status", "REJECTED"), state("OrderCancellationRequested", "/status", "CANCEL_PENDING"),
            state("OrderCancelled", "/status", "CANCELLED"), state("OrderCancellationRefused", "/status", "APPROVED"),
            state("OrderRevisionProposed", "/status", "REVISION_PENDING"), state("OrderRevised", "/status", "APPROVED"),
            state("OrderRevisionRefused", "/status", "APPROVED"), state("OrderDelivered", "/status", "DELIVERED"),
            state("OrderNotDelivered", "/status", "NOT_DELIVERED"), state("TicketRequested", "/ticket/status", "CREATE_PENDING"),
            state("TicketCreated", "/ticket/status", "AWAITING_ACCEPTANCE"), state("TicketAbandoned", "/ticket/status", "CANCELLED"),
            state("TicketAccepted", "/ticket/status", "ACCEPTED"), state("TicketDeclined", "/ticket/status", "CANCELLED"),
            state("TicketPreparationStarted", "/ticket/status", "PREPARING"),
            state("TicketReadyForPickup", "/ticket/status", "READY_FOR_PICKUP"),
            state("TicketPickedUp", "/ticket/status", "PICKED_UP"),
            state("TicketCancellationRequested", "/ticket/status", "CANCEL_PENDING"),
            state("TicketCancelled", "/ticket/status", "CANCELLED"), state("TicketRevisionRequested", "/ticket/status", "REVISION_PENDING"),
            state("DeliveryPlanned", "/delivery/status", "PENDING"), state("DeliveryScheduled", "/delivery/status", "SCHEDULED"),
            state("DeliveryPickedUp", "/delivery/status", "PICKED_UP"), state("DeliveryCompleted", "/delivery/status", "COMPLETED"),
            state("DeliveryFailed", "/delivery/status", "FAILED"), state("DeliveryCancelled", "/delivery/status", "CANCELLED"),
            state("PaymentAuthorized", "/payment/status", "AUTHORIZED"), state("PaymentDeclined", "/payment/status", "DECLINED"),
            state("AuthorizationReversed", "/payment/status", "REVERSED"), state("PaymentCaptured", "/payment/status", "CAPTURED"));

    private EventFold() {
    }

    private static Map.Entry<String, String[]> state(String event, String pointer, String value) {
        return Map.entry(event, new String[] {pointer, value});
    }

    /** Each state's JSON pointer with its value, and the total. */
    static Map<String, String> fold(JsonNode events) {
        Map<String, String> states = new TreeMap<>();
        String ticketBefore = null;
        for (JsonNode event : events) {
            String type = event.path("type").asString();
            if (type.endsWith("Requested") && type.startsWith("Ticket")) {
                ticketBefore = states.get("/ticket/status");
            }
            String[] state = STATES.get(type);
            if (state != null) {
                states.put(state[0], state[1]);
            } else if (type.equals("TicketCancellationUndone") || type.equals("TicketRevised") || type.equals("TicketRevisionUndone")) {
                states.put("/ticket/status", Objects.requireNonNull(ticketBefore));
            }
            if (type.equals("OrderPlaced") || type.equals("OrderRevised")) {
                states.put("/total/amount", event.at("/payload/total/amount").asString());
            }
        }
        return states;
    }

    /** The same pointers, read from a history entry. */
    static Map<String, String> of(JsonNode entry) {
        Map<String, String> states = new TreeMap<>();
        for (String pointer : new String[] {"/status", "/ticket/status", "/delivery/status", "/payment/status", "/total/amount"}) {
            if (!entry.at(pointer).isMissingNode()) {
                states.put(pointer, entry.at(pointer).asString());
            }
        }
        return states;
    }
}
