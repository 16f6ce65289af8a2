/** Consistency tokens: how a command names its events, and how a query understands it. It may know the events and the refusal. */
package io.ordertrail.platform.consistency;
