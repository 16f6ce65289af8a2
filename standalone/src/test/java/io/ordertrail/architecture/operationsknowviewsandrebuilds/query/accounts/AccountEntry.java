package io.ordertrail.architecture.operationsknowviewsandrebuilds.query.accounts;

public record AccountEntry(String id) {
}
