/**
 * The door: how much the processes have to do, on all nodes, and which requests are refused because of it. It may know the events' store,
 * the processes' name, and what all features share.
 */
package io.ordertrail.command.admission;
