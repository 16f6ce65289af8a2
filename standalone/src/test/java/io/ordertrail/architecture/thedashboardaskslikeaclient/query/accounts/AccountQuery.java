package io.ordertrail.architecture.thedashboardaskslikeaclient.query.accounts;

public class AccountQuery {
}
