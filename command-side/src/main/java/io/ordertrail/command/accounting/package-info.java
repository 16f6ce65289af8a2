/**
 * Consumers' accounts: what is authorised, captured, reversed and refunded per order, within the card's limit. It may know the events and
 * what all commands share, never another aggregate's package.
 */
package io.ordertrail.command.accounting;
