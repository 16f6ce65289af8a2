/**
 * The views of each order's own events: everything that happened to order, ticket, delivery and payment, and whose orders had events when. It
 * may know the events, the view machinery and what every query shares, no other view.
 */
package io.ordertrail.query.orderevents;
