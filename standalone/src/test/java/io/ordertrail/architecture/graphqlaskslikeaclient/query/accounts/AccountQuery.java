package io.ordertrail.architecture.graphqlaskslikeaclient.query.accounts;

public class AccountQuery {
}
