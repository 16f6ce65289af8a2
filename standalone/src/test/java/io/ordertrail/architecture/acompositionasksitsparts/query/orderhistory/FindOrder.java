package io.ordertrail.architecture.acompositionasksitsparts.query.orderhistory;

public record FindOrder(String id) {
}
