package io.ordertrail.architecture.followingknowsnorebuild.views.rebuild;

import io.ordertrail.architecture.followingknowsnorebuild.views.following.Views;

record GoodRebuild(Views views) {
}
