package io.ordertrail.architecture.operationsknowviewsandrebuilds.query.operations;

import io.ordertrail.architecture.operationsknowviewsandrebuilds.query.rebuild.Rebuilds;
import io.ordertrail.architecture.operationsknowviewsandrebuilds.query.view.Views;

record GoodController(Views views, Rebuilds rebuilds) {
}
