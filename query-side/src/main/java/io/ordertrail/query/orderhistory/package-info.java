/**
 * The order history: one document per order, of what its order, ticket, payment and delivery have come to, and the queries on it. It may
 * know the events and {@code query.view}, and no other view.
 */
package io.ordertrail.query.orderhistory;
