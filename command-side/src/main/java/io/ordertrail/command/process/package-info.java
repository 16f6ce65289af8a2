/**
 * The processes that lead an order through consumer check, kitchen, payment and delivery: event handlers without a state of their own, which
 * send commands. It may know the events and the commands of all aggregates; what it must store beside the events it declares as interfaces.
 */
package io.ordertrail.command.process;
