/** How the event processors of this side stand, on either side. It may know Axon's processors, and nothing of what they handle. */
package io.ordertrail.platform.processors;
