/** Consumers: who orders, and how much one order of theirs may cost. It may know the events, the refusal and how commands are answered. */
package io.ordertrail.command.consumer;
