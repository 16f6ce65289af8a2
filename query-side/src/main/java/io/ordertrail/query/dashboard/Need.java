package io.ordertrail.query.dashboard;

/**
 * One thing that somebody must do something about.
 *
 * @param outage whether customers notice it now
 * @param what it is, and what it means, in a sentence or two
 * @param link to the button that mends it
 * @param way what to do there
 */
record Need(boolean outage, String what, String link, String way) {
}
