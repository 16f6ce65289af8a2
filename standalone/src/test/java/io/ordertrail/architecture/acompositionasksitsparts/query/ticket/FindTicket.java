package io.ordertrail.architecture.acompositionasksitsparts.query.ticket;

public record FindTicket(String id) {
}
