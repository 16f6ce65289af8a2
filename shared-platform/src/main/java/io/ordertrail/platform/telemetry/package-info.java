/** What the applications tell of themselves: metrics of messages, spans, ids on log lines. It may know events, refusals and Axon, and neither side. */
package io.ordertrail.platform.telemetry;
