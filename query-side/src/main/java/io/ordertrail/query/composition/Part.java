package io.ordertrail.query.composition;

import io.ordertrail.events.AggregateId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of an answer as it could be had.
 *
 * @param value null if there is none, or it could not be had
 * @param asOf when it was so, if that is the last that is known; null if it was answered now
 * @param had whether its provider answered, be it now or then
 */
record Part<T>(T value, Instant asOf, boolean had) {

    static <T> Part<T> answered(Optional<T> value) {
        return new Part<>(value.orElse(null), null, true);
    }

    static <T> Part<T> lastKnown(T value, Instant asOf) {
        return new Part<>(value, asOf, true);
    }

    static <T> Part<T> missing() {
        return new Part<>(null, null, false);
    }

    boolean isStale() {
        return asOf != null;
    }

    /**
     * What is missing or only the last known does not show an event that a token names.
     *
     * @param kind of aggregate that the part tells of
     * @throws Refusal {@code UNAVAILABLE} if there is such a token
     */
    void requireShown(String kind, List<ConsistencyToken> tokens) {
        boolean named = tokens.stream().map(ConsistencyToken::aggregate).map(AggregateId::kindOf).anyMatch(kind::equals);
        if (named && (!had || isStale())) {
            throw Refusal.of(Code.UNAVAILABLE, "What a token names cannot be shown now: the %s does not answer".formatted(kind));
        }
    }
}
