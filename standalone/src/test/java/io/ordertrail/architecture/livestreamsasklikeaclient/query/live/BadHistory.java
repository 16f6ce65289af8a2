package io.ordertrail.architecture.livestreamsasklikeaclient.query.live;

import io.ordertrail.architecture.livestreamsasklikeaclient.query.rebuild.Rebuilds;

record BadHistory(Rebuilds rebuilds) {
}
