/**
 * What every query shares: asking, tokens that a query must have seen, and how single things are answered. It may know the events and the
 * platform, never a view.
 */
package io.ordertrail.query;
