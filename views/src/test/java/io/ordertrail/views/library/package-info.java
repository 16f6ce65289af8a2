/** A second domain, as small as one can be, that knows no order: what the machinery of views does for it, it does for any. */
package io.ordertrail.views.library;
