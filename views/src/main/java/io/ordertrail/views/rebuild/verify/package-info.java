/** Finds out whether a built generation is equal to the live one. It may know documents and projections, not how a rebuild goes on. */
package io.ordertrail.views.rebuild.verify;
