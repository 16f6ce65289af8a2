/**
 * The view of tickets, and the kitchen's board made of it. It may know the events, the view machinery and what every query shares, no other
 * view.
 */
package io.ordertrail.query.ticket;
