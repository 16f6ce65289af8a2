package io.ordertrail.architecture.aviewknowsnoother.query.history;

import io.ordertrail.architecture.aviewknowsnoother.views.following.Views;

record GoodQuery(Views views) {
}
