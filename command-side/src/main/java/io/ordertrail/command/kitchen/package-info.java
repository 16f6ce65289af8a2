/**
 * Tickets: the kitchen's view of an order, and the REST commands for it. It may know the events, the shared command side and the platform.
 */
package io.ordertrail.command.kitchen;
