package io.ordertrail.standalone;

/**
 * What one command did, as its answer says and a plain model knows.
 *
 * @param token what the answer named it by
 * @param aggregateType as the event feed names it
 * @param id of what it was done to
 * @param version sequence of the last event
 * @param order the order that it concerns, null if none
 * @param state the state it led to, or the value it set: a number that only grows
 * @param count how manieth command of its kind it was for its person
 * @param after position in the feed after which it happened
 */
record Fact(String token, String aggregateType, String id, long version, String order, String state, int count, long after) {
}
