package io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.events;

public record Placed() {
}
