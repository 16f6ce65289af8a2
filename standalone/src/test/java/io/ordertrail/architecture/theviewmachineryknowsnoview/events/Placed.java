package io.ordertrail.architecture.theviewmachineryknowsnoview.events;

public record Placed() {
}
