/**
 * The view of orders themselves, without ticket, payment and delivery: what the order's own side answers when somebody asks for a part of
 * one. It may know the events, the view machinery and what every query shares, no other view.
 */
package io.ordertrail.query.order;
