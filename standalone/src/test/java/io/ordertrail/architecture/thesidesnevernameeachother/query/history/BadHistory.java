package io.ordertrail.architecture.thesidesnevernameeachother.query.history;

import io.ordertrail.architecture.thesidesnevernameeachother.command.order.Placed;

record BadHistory(Placed placed) {
}
