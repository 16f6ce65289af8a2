package io.ordertrail.platform.subscription;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What has come of this node's attempts since its start. */
final class Tally {

    private final Counter delivered;
    private final Counter failed;

    Tally(MeterRegistry meters) {
        delivered = counter("delivered", meters);
        failed = counter("failed", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("ordertrail.subscriptions.attempts").tag("outcome", outcome)
                .description("Attempts of this node to deliver an event to a subscription").register(meters);
    }

    void count(Delivery attempted) {
        (attempted.state() == Delivery.State.DELIVERED ? delivered : failed).increment();
    }
}
