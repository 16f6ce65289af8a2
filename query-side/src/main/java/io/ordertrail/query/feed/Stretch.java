package io.ordertrail.query.feed;

import io.ordertrail.query.event.EventRendering;
import io.ordertrail.query.event.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The part of the feed that a page is made from: what of it is shown, where it ends, and where to read on. */
final class Stretch {

    /** The most events that one call looks at, so that a filter that lets nothing pass does not read the whole store. */
    static final int MOST_LOOKED_AT = 100_000;

    /** As many as the longest page shows. */
    static final int MOST_PASSED_AGAIN = 1_000;

    /** Payloads of a page together, in characters; the last event may exceed it. */
    static final int LONGEST_PAGE = 4 << 20;

    private final int limit;
    private final EventFilter filter;
    private final EventRendering rendering;
    private final List<FeedEvent> shown = new ArrayList<>();
    private long lastShown;
    private long lastLookedAt;
    private int lookedAt;
    private int passedOver;
    private long length;

    Stretch(long after, int limit, EventFilter filter, EventRendering rendering) {
        this.limit = limit;
        this.filter = filter;
        this.rendering = rendering;
        this.lastShown = after;
    }

    boolean isFull() {
        return shown.size() >= limit || length >= LONGEST_PAGE || lookedAt >= MOST_LOOKED_AT;
    }

    void lookAt(TrackedEventMessage<?> event, long position) {
        lookedAt++;
        passedOver++;
        lastLookedAt = position;
        if (filter.lets(event)) {
            rendering.render(event).ifPresent(this::show);
        }
    }

    private void show(FeedEvent event) {
        shown.add(event);
        length += event.payload().length() + event.metadata().length();
        lastShown = event.position();
        passedOver = 0;
    }

    /** What was passed over at the end is looked at again by the next call, as long as that costs no more than a page. */
    FeedEvent.Page page() {
        return new FeedEvent.Page(shown, passedOver > MOST_PASSED_AGAIN ? lastLookedAt : lastShown);
    }
}
