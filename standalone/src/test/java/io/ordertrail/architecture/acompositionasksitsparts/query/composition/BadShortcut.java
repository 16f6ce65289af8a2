package io.ordertrail.architecture.acompositionasksitsparts.query.composition;

import io.ordertrail.architecture.acompositionasksitsparts.query.orderhistory.FindOrder;

record BadShortcut(FindOrder question) {
}
