package io.ordertrail.architecture.theviewmachineryknowsnoview.query.accounts;

public record AccountEntry(String id) {
}
