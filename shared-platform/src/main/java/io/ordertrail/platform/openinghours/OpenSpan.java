package io.ordertrail.platform.openinghours;

/** A part of the week: in minutes since Monday began, the end, 10,080 at most, not included. */
public record OpenSpan(int from, int until) {
}
