/**
 * Couriers: their duty, their capacity and the deliveries assigned to them. It may know the events and what all commands share, never
 * another aggregate's package.
 */
package io.ordertrail.command.courier;
