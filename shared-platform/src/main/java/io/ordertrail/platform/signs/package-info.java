/**
 * The gauges that an operator must see, told by each node of either side to all others, so that one page can show them wherever it is served. It
 * may know the metrics and MongoDB, nothing of what is measured.
 */
package io.ordertrail.platform.signs;
