package io.ordertrail.architecture.thedashboardaskslikeaclient.query.dashboard;

import io.ordertrail.architecture.thedashboardaskslikeaclient.query.accounts.AccountQuery;

record BadPage(AccountQuery query) {
}
