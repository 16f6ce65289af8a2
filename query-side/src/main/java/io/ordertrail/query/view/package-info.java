/**
 * The machinery every view shares: folding batches of events into documents, following, generations, positions, readiness. It may know the
 * events, Axon and the view store, and no particular view.
 */
package io.ordertrail.query.view;
