package io.ordertrail.architecture.livestreamsasklikeaclient.query.accounts;

public record FindAccount(String id) {
}
