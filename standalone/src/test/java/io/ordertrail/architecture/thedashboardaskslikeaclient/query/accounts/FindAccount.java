package io.ordertrail.architecture.thedashboardaskslikeaclient.query.accounts;

public record FindAccount(String id) {
}
