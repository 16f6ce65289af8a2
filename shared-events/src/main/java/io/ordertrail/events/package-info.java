/**
 * The published language: ids, values and one sealed family of event records per aggregate. It may know Java, Jackson's annotations and
 * Axon's {@code @Revision}, and nothing of Ordertrail beyond itself.
 */
package io.ordertrail.events;
