package io.ordertrail.architecture.theviewmachineryknowsnoview.views.rebuild;

import io.ordertrail.architecture.theviewmachineryknowsnoview.events.Placed;

record BadReplay(Placed placed) {
}
