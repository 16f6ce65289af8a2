package io.ordertrail.query.view;

import java.time.Instant;
import java.util.Map;

/**
 * Why a document stands still: an event that could not be folded. Its later events wait in the event store, from which the document can be
 * folded again.
 *
 * @param event identifier of the event that failed
 * @param time when that event happened
 * @param error what the fold said
 * @param behind the last event that arrived and was not applied, of each aggregate
 */
public record Parked(String event, String aggregate, long sequence, Instant time, String error, Map<String, Long> behind) {
}
