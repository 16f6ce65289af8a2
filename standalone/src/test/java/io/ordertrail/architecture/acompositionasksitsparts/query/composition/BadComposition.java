package io.ordertrail.architecture.acompositionasksitsparts.query.composition;

import io.ordertrail.architecture.acompositionasksitsparts.query.ticket.TicketQuery;

record BadComposition(TicketQuery query) {
}
