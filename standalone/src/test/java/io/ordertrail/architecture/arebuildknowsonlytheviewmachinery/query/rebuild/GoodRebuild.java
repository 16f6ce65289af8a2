package io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.rebuild;

import io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.view.Views;

record GoodRebuild(Views views) {
}
