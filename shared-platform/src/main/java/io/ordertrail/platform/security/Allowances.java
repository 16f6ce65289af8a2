package io.ordertrail.platform.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.ordertrail.platform.bounded.LatestUsed;
import java.time.Duration;
import java.util.Map;

/** How much each caller may still ask, of those that have asked last; one that has not asked for long begins anew. */
final class Allowances {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private final long quota;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets;

    /**
     * @param quota requests in a minute, all at once or one after the other
     * @param most callers that are kept
     * @param time by which durations are measured, never a wall clock
     */
    Allowances(long quota, int most, TimeMeter time) {
        this.quota = quota;
        this.time = time;
        buckets = new LatestUsed<>(most);
    }

    long quota() {
        return quota;
    }

    ConsumptionProbe take(String caller) {
        return bucket(caller).tryConsumeAndReturnRemaining(1);
    }

    private synchronized Bucket bucket(String caller) {
        return buckets.computeIfAbsent(caller, anew -> Bucket.builder().withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW)).build());
    }

    synchronized int size() {
        return buckets.size();
    }
}
