/**
 * Deadlines that outlive their node: kept in a store, looked for by every node, handled at least once. It may know what processes ask of a
 * deadline and what handles it, nothing else of the command side; where deadlines are kept it declares as an interface.
 */
package io.ordertrail.command.deadline;
