package io.ordertrail.architecture.aviewknowsnoother.query.accounts;

public record AccountEntry(String id) {
}
