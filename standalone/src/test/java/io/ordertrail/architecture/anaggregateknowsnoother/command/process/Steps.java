package io.ordertrail.architecture.anaggregateknowsnoother.command.process;

public interface Steps {
}
