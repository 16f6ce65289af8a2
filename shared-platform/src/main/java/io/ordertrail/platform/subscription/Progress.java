package io.ordertrail.platform.subscription;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * How far a subscription has come: every event up to the position that it wants was delivered, or is waiting here.
 *
 * @param position of the last event that was looked at
 * @param replayed the last {@link Subscription.Replay} that was begun, null if none was
 * @param retried the last wish to try at once that was heard, null if none was
 * @param waiting not delivered yet, in the order of their positions but for replays
 * @param delivered the latest, the last first
 */
public record Progress(long position, String replayed, String retried, List<Delivery> waiting, List<Delivery> delivered) {

    /** Nothing is told of what was before. */
    static Progress from(long position) {
        return new Progress(position, null, null, List.of(), List.of());
    }

    public long parked() {
        return waiting.stream().filter(delivery -> delivery.state() == Delivery.State.PARKED).count();
    }

    /** Whether nothing more is looked at until something was delivered. */
    @JsonIgnore
    public boolean isFull() {
        return waiting.size() >= Deliveries.MOST_WAITING;
    }
}
