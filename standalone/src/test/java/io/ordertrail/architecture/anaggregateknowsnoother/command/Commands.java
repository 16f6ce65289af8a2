package io.ordertrail.architecture.anaggregateknowsnoother.command;

public class Commands {
}
