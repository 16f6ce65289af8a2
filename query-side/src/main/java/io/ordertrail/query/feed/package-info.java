/** The event feed for readers outside, straight from the event store. It may know Axon's event store and how events are shown, no view. */
package io.ordertrail.query.feed;
