package io.ordertrail.architecture.graphqlaskslikeaclient.query.accounts;

public record FindAccount(String id) {
}
