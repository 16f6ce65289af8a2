package io.ordertrail.architecture.livestreamsasklikeaclient.query.live;

import io.ordertrail.architecture.livestreamsasklikeaclient.views.rebuild.Rebuilds;

record BadHistory(Rebuilds rebuilds) {
}
