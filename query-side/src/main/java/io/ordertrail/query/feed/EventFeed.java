package io.ordertrail.query.feed;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.processors.Unbroken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.views.history.Positions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Reads pages of the event store: from a position up to the head as it was when the page was asked for, so that nothing has to be waited for
 * that does not exist yet. Past a gap that may still fill nothing is shown, or a reader who goes on from there would miss what fills it.
 */
@Component
class EventFeed {

    /** How long a store may take to hand over what it has. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventStore store;
    private final EventRendering rendering;

    EventFeed(EventStore store, EventRendering rendering) {
        this.store = store;
        this.rendering = rendering;
    }

    /**
     * @param after position, exclusive
     * @param limit most events shown
     * @param tokens name events that must not be held back
     * @throws Refusal {@code VIEW_BEHIND} if an event that a token names is held back
     */
    FeedEvent.Page read(long after, int limit, EventFilter filter, List<ConsistencyToken> tokens) {
        TrackingToken head = store.createHeadToken();
        Stretch stretch = new Stretch(after, limit, filter, rendering);
        if (Positions.of(head) > after) {
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(Unbroken.after(after, head))) {
                read(stream, Positions.of(head), tokens, stretch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
            }
        }
        return stretch.page();
    }

    private void read(BlockingStream<TrackedEventMessage<?>> stream, long head, List<ConsistencyToken> tokens, Stretch stretch)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean heldBack = false;
        for (long position = 0; position < head && !stretch.isFull() && !(heldBack && tokens.isEmpty());) {
            if (!stream.hasNextAvailable((int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())),
                    TimeUnit.MILLISECONDS)) {
                requireNone(tokens);
                return;
            }
            TrackedEventMessage<?> event = stream.nextAvailable();
            position = Positions.of(event.trackingToken());
            heldBack |= Unbroken.isPastGap(event);
            if (heldBack) {
                requireNone(tokens.stream().filter(token -> isOf(token, event)).toList());
            } else {
                stretch.lookAt(event, position);
            }
        }
    }

    private static boolean isOf(ConsistencyToken token, TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ours && ours.getAggregateIdentifier().equals(token.aggregate())
                && ours.getSequenceNumber() == token.sequence();
    }

    private static void requireNone(List<ConsistencyToken> heldBack) {
        if (!heldBack.isEmpty()) {
            throw Refusal.of(Code.VIEW_BEHIND, "The feed does not show the event yet, as one before it may still be being stored");
        }
    }
}
