package io.ordertrail.architecture.thedashboardaskslikeaclient.query.dashboard;

import io.ordertrail.architecture.thedashboardaskslikeaclient.query.accounts.FindAccount;
import io.ordertrail.architecture.thedashboardaskslikeaclient.views.rebuild.Rebuilds;

record GoodPage(FindAccount question, Rebuilds rebuilds) {
}
