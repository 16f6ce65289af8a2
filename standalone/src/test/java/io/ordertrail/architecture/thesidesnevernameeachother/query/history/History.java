package io.ordertrail.architecture.thesidesnevernameeachother.query.history;

public record History() {
}
