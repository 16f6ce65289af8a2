package io.ordertrail.platform.subscription;

import io.ordertrail.platform.subscription.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one subscription has to deliver, by the node that does it: of each order one event at a time, in order, and of several orders side by
 * side. Safe for several threads.
 */
final class Deliveries {

    /** Parked ones among them. Beyond that nothing more is looked at: what is not looked at is not lost. */
    static final int MOST_WAITING = 500;

    /** Kept to be shown. */
    static final int MOST_DELIVERED = 100;

    private final Pauses pauses;
    private final Map<String, Delivery> waiting = new LinkedHashMap<>();
    private final Deque<Delivery> delivered;
    private final Set<String> underWay = new HashSet<>();
    private long position;
    private String replayed;
    private String retried;
    private long changes;

    /** @param now nothing waits for longer than it would have to from now on, whatever clock has said so */
    Deliveries(Progress stored, Pauses pauses, Instant now) {
        this.pauses = pauses;
        this.position = stored.position();
        this.replayed = stored.replayed();
        this.retried = stored.retried();
        this.delivered = new ArrayDeque<>(stored.delivered());
        stored.waiting().forEach(delivery -> waiting.put(delivery.eventId(), delivery.at(noLater(delivery, now))));
    }

    private Instant noLater(Delivery delivery, Instant now) {
        Instant latest = now.plus(delivery.state() == State.PARKED ? pauses.parked() : pauses.longest());
        return delivery.nextAt().isBefore(latest) ? delivery.nextAt() : latest;
    }

    /** For so many more. */
    synchronized int room() {
        return Math.max(0, MOST_WAITING - waiting.size());
    }

    synchronized long position() {
        return position;
    }

    /** Puts an event behind the others, unless it is there already. */
    synchronized void take(Delivery delivery) {
        waiting.putIfAbsent(delivery.eventId(), delivery);
        pass(delivery.position());
    }

    /** All up to there has been looked at. */
    synchronized void pass(long upTo) {
        position = upTo;
        changes++;
    }

    /** One whose turn it is, now in the asker's hands. */
    synchronized Optional<Delivery> begin(Instant now) {
        Optional<Delivery> due = due(now);
        due.ifPresent(delivery -> underWay.add(delivery.eventId()));
        return due;
    }

    synchronized boolean isDue(Instant now) {
        return due(now).isPresent();
    }

    private Optional<Delivery> due(Instant now) {
        Set<String> before = new HashSet<>();
        // All but the first of an order wait for it, be it under way, failing or parked.
        return waiting.values().stream().filter(delivery -> before.add(delivery.key()) && !underWay.contains(delivery.eventId())
                && !delivery.nextAt().isAfter(now)).findFirst();
    }

    /** @return what has become of it */
    synchronized Delivery end(Delivery begun, Answer answer, Instant now) {
        underWay.remove(begun.eventId());
        changes++;
        if (answer.isSuccess()) {
            Delivery ended = begun.delivered(answer, now);
            waiting.remove(begun.eventId());
            delivered.addFirst(ended);
            if (delivered.size() > MOST_DELIVERED) {
                delivered.removeLast();
            }
            return ended;
        }
        Instant first = begun.since() == null || begun.since().isAfter(now) ? now : begun.since();
        boolean parked = !now.isBefore(first.plus(pauses.parkAfter()));
        Duration pause = parked ? pauses.afterParking() : pauses.after(begun.attempts() + 1);
        Delivery failed = begun.failed(answer, first, now.plus(pause), parked);
        waiting.put(begun.eventId(), failed);
        return failed;
    }

    /** It was given back without an attempt. */
    synchronized void leave(Delivery begun) {
        underWay.remove(begun.eventId());
    }

    /**
     * Goes back to be told again, once for each such wish. What waits from before there goes on waiting.
     *
     * @return whether there is anything to be read again
     */
    synchronized boolean replay(Subscription.Replay wish) {
        if (wish == null || wish.id().equals(replayed)) {
            return false;
        }
        replayed = wish.id();
        changes++;
        if (wish.after() >= position) {
            return false;
        }
        position = wish.after();
        waiting.values().removeIf(delivery -> delivery.position() > position && !underWay.contains(delivery.eventId()));
        return true;
    }

    /** Has all that waits tried now, once for each such wish. */
    synchronized void retry(String wish, Instant now) {
        if (wish != null && !wish.equals(retried)) {
            retried = wish;
            changes++;
            waiting.replaceAll((id, delivery) -> underWay.contains(id) ? delivery : delivery.at(now));
        }
    }

    /** Takes out what is not to be delivered; what is under way is let end first. */
    synchronized void giveUp(Collection<String> events) {
        events.stream().filter(id -> !underWay.contains(id) && waiting.remove(id) != null).forEach(id -> changes++);
    }

    /** Grows whenever there is something new to be kept. */
    synchronized long changes() {
        return changes;
    }

    synchronized Progress progress() {
        return new Progress(position, replayed, retried, List.copyOf(waiting.values()), List.copyOf(delivered));
    }
}
