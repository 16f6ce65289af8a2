/** What operators have done, and what came of it: noted for every request that changes how the system runs. It knows none of what can be done. */
package io.ordertrail.platform.actions;
