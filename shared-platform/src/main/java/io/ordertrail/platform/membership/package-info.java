/** Which nodes share a store, and what each says of itself: what one of them may do alone, others may go on with once it is gone. It may know MongoDB. */
package io.ordertrail.platform.membership;
