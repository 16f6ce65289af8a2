/**
 * Brings deliveries and couriers together: who is free, what waits, who carries what. It may know the events, the commands of deliveries and
 * couriers, and how a process takes its steps; what it must store it declares as an interface. No process knows it.
 */
package io.ordertrail.command.dispatch;
