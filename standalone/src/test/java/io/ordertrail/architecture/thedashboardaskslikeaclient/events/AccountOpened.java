package io.ordertrail.architecture.thedashboardaskslikeaclient.events;

public record AccountOpened() {
}
