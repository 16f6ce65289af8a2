package io.ordertrail.architecture.acompositionasksitsparts.query.composition;

import io.ordertrail.architecture.acompositionasksitsparts.query.ticket.FindTicket;

record GoodComposition(FindTicket question) {
}
