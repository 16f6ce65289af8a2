package io.ordertrail.query.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest events of orders, all of them between two positions, and the streams that are sent every further one. Whoever comes back has
 * mostly missed nothing older.
 */
final class RecentEvents {

    /** Some megabytes. */
    static final int MOST = 10_000;

    private final ContentReader reader;
    private final Deque<LiveEvent> events = new ArrayDeque<>();
    private final Map<Topic, Set<LiveStream>> streams = new HashMap<>();
    private long from;
    private long to;

    RecentEvents(ContentReader reader) {
        this.reader = reader;
    }

    /**
     * The last that is known of some order.
     *
     * @param from older events are not known here
     * @param event null if there is none since then
     */
    record Last(long from, LiveEvent event) {
    }

    /** Forgets all; what comes next is what follows after that position. */
    synchronized void begin(long position) {
        events.clear();
        from = position;
        to = position;
    }

    synchronized long from() {
        return from;
    }

    synchronized long to() {
        return to;
    }

    synchronized Last lastOf(String orderId) {
        for (Iterator<LiveEvent> latest = events.descendingIterator(); latest.hasNext();) {
            LiveEvent event = latest.next();
            if (event.orderId().equals(orderId)) {
                return new Last(from, event);
            }
        }
        return new Last(from, null);
    }

    /**
     * All that has happened since, and sends it to whom it concerns.
     *
     * @param position up to which this is all
     */
    synchronized void append(List<LiveEvent> more, long position) {
        Messages messages = new Messages(reader, more);
        for (LiveEvent event : more) {
            events.add(event);
            if (events.size() > MOST) {
                from = events.remove().position();
            }
            event.topics().forEach(topic -> List.copyOf(streams.getOrDefault(topic, Set.of()))
                    .forEach(stream -> stream.add(event, messages)));
        }
        to = position;
    }

    /**
     * Gives a stream what it has missed, a page at most; one that has missed no more is sent every further event from now on.
     *
     * @return whether it could: not if it has missed what is not known here any more
     */
    synchronized boolean join(LiveStream stream, int page) {
        if (stream.position() < from) {
            return false;
        }
        List<LiveEvent> missed = new ArrayList<>();
        for (LiveEvent event : events) {
            if (event.position() > stream.position() && event.concerns(stream.topic()) && missed.size() <= page) {
                missed.add(event);
            }
        }
        boolean all = missed.size() <= page;
        List<LiveEvent> sent = all ? missed : missed.subList(0, page);
        stream.add(sent, new Messages(reader, sent));
        if (all) {
            stream.goLive();
            streams.computeIfAbsent(stream.topic(), topic -> new LinkedHashSet<>()).add(stream);
        }
        return true;
    }

    synchronized void leave(LiveStream stream) {
        streams.computeIfPresent(stream.topic(), (topic, others) -> {
            others.remove(stream);
            return others.isEmpty() ? null : others;
        });
    }
}
