/**
 * The operator's page: how the views stand, rebuilds and processors by a click, an order's life as a picture. It may know what the view
 * machinery and rebuilds show, and ask queries like any client; nobody knows it.
 */
package io.ordertrail.query.dashboard;
