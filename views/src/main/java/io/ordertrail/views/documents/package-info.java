/** The documents of a view, and the sums beside them, as they stand in the view store. It may know projections. */
package io.ordertrail.views.documents;
