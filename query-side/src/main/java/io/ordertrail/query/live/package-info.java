/**
 * Live streams: what happens to an order, to a consumer's orders, to a restaurant's board, sent as it happens to whoever listens. It may know
 * the events, Axon's event store, the view machinery, and of views what anybody may ask them.
 */
package io.ordertrail.query.live;
