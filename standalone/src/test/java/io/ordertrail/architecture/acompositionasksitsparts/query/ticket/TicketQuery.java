package io.ordertrail.architecture.acompositionasksitsparts.query.ticket;

public class TicketQuery {
}
