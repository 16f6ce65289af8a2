package io.ordertrail.architecture.thedashboardaskslikeaclient.query.dashboard;

import io.ordertrail.architecture.thedashboardaskslikeaclient.events.AccountOpened;

record BadTimeline(AccountOpened opened) {
}
