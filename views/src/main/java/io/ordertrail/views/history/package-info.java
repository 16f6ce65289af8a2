/** Stored events in their order: positions, reading all of them, an aggregate's own, and reading on without a gap. It may know Axon and no view. */
package io.ordertrail.views.history;
