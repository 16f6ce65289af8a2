package io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.accounts;

public record AccountEntry(String id) {
}
