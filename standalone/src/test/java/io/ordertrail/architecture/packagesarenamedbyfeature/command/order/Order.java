package io.ordertrail.architecture.packagesarenamedbyfeature.command.order;

class Order {
}
