package io.ordertrail.architecture.followingknowsnorebuild.views.following;

import io.ordertrail.architecture.followingknowsnorebuild.views.rebuild.Rebuilds;

record BadFollower(Rebuilds rebuilds) {
}
