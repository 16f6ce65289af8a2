/**
 * What one aggregate's package asks of another: the interfaces that it declares are filled in here. It may know those interfaces, the
 * other's queries and commands, and what all commands share; nobody knows it.
 */
package io.ordertrail.command.gateway;
