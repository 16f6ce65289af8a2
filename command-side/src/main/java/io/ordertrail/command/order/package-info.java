/**
 * Orders: how they are placed, revised and ended, and the REST commands for that. It may know the events, the shared command side and the
 * platform; what it needs of restaurants and of storage it declares as interfaces.
 */
package io.ordertrail.command.order;
