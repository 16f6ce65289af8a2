/** Builds a new generation from the history, in shards that nodes take. It may know documents and projections, not how a rebuild goes on. */
package io.ordertrail.views.rebuild.build;
