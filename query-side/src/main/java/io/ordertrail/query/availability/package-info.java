/**
 * The view of restaurants by where they deliver and when they are open, and the one query on it. It may know the events, opening hours, the
 * view machinery and what every query shares, no other view.
 */
package io.ordertrail.query.availability;
