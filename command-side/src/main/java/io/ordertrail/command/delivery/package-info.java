/**
 * The delivery of an order, from its plan to the consumer's door or its failure. It may know the events and what all commands share; of the
 * kitchen it asks only whether a ticket is ready.
 */
package io.ordertrail.command.delivery;
