/** Which nodes there are, and what each says of the views it follows. It may know the view store. */
package io.ordertrail.views.membership;
