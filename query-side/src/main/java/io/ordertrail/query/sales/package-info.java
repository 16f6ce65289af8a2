/**
 * What restaurants sell, day by day: how many orders, how many of them cancelled, and what was earned with them. It may know the events, the view
 * machinery and what every query shares, no other view.
 */
package io.ordertrail.query.sales;
