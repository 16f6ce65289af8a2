/** A generation as a file, from which a rebuild can go on. It may know documents. */
package io.ordertrail.views.checkpoint;
