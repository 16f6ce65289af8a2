package io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.rebuild;

import io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.events.Placed;

record BadReplay(Placed placed) {
}
