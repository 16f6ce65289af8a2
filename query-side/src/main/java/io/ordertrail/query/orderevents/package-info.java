/**
 * The view of each order's own events: everything that happened to order, ticket, delivery and payment. It may know the events, the view
 * machinery and what every query shares, no other view.
 */
package io.ordertrail.query.orderevents;
