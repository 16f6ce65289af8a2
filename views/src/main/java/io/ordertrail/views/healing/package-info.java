/** Folds single documents anew from their aggregates' own streams. It may know documents and projections. */
package io.ordertrail.views.healing;
