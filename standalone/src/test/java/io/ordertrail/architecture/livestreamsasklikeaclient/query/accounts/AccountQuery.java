package io.ordertrail.architecture.livestreamsasklikeaclient.query.accounts;

public class AccountQuery {
}
