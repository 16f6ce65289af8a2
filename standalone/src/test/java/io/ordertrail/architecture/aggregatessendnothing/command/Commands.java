package io.ordertrail.architecture.aggregatessendnothing.command;

public class Commands {
}
