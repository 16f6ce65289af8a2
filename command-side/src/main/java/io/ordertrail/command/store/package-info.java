/**
 * What the command side stores beside the events, in an SQL database: the dispatch, idempotency keys, payments and acceptance deadlines. It
 * may know the interfaces that ask for it, and the events.
 */
package io.ordertrail.command.store;
