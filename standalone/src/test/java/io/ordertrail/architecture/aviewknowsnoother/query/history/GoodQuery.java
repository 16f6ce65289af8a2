package io.ordertrail.architecture.aviewknowsnoother.query.history;

import io.ordertrail.architecture.aviewknowsnoother.query.view.Views;

record GoodQuery(Views views) {
}
