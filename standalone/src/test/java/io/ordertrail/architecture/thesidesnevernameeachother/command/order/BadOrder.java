package io.ordertrail.architecture.thesidesnevernameeachother.command.order;

import io.ordertrail.architecture.thesidesnevernameeachother.query.history.History;

record BadOrder(History history) {
}
