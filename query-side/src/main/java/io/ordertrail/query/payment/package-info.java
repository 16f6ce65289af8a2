/**
 * The view of payments, one document per order: what accounting answers when somebody asks for a part of an order. It may know the events,
 * the view machinery and what every query shares, no other view.
 */
package io.ordertrail.query.payment;
