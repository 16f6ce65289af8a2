/** How the event processors of a side stand on its nodes, how these share the segments, and how an operator stops and starts them. It may know Axon's processors, and nothing of what they handle. */
package io.ordertrail.platform.processors;
