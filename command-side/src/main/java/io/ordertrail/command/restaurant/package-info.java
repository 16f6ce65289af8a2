/**
 * Restaurants: what they offer, when they are open, where they deliver, and what an order there would cost. It may know the events, the
 * refusal, opening hours and how commands are answered.
 */
package io.ordertrail.command.restaurant;
