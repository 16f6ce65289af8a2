package io.ordertrail.views.following;

import io.ordertrail.views.following.ViewTokens.Last;
import io.ordertrail.views.history.Positions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a view's generation knows of events that its store does not have, as after the store was restored from a backup: it has
 * come further than the last event, or has folded another event than the one that is stored at that position. Such a generation can never be
 * right again, for it will not see what is stored at positions that it has passed.
 */
final class StoreCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

    /** Long enough for a store to hand over an event it has, however busy: what is not there in time counts as lost. */
    private static final int PEEK_MILLIS = 4_000;

    private final String view;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Set<Integer> ahead = ConcurrentHashMap.newKeySet();

    StoreCheck(String view, StreamableMessageSource<TrackedEventMessage<?>> source) {
        this.view = view;
        this.source = source;
    }

    boolean isAhead(int generation) {
        return ahead.contains(generation);
    }

    /** @param whole whether the events themselves are looked at, too, which a store can be asked for now and then only */
    void look(int generation, ViewTokens tokens, boolean whole) {
        if (ahead.contains(generation)) {
            return;
        }
        // Read before the head, which is then as far or further in a store that is well.
        long position = tokens.claims(view).stream().mapToLong(claim -> Positions.of(claim.token())).max().orElse(0);
        long head = Positions.of(source.createHeadToken());
        if (position > head
                || whole && tokens.last(view).stream().anyMatch(last -> !at(source, last.position()).equals(Optional.of(last)))) {
            ahead.add(generation);
            LOG.error(
                    "{}: generation {} has come to event {}, and knows of events that are not in the store, which ends with {}: it does not "
                            + "answer until it is rebuilt",
                    view, generation, position, head);
        }
    }

    /** The event that is stored at a position; nothing if there is none. */
    static Optional<Last> at(StreamableMessageSource<TrackedEventMessage<?>> source, long position) {
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(Positions.after(position - 1, source.createHeadToken()))) {
            if (!stream.hasNextAvailable(PEEK_MILLIS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            TrackedEventMessage<?> stored = stream.nextAvailable();
            return Optional.of(new Last(Positions.of(stored.trackingToken()), stored.getIdentifier()))
                    .filter(last -> last.position() == position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("This thread is wanted back");
        }
    }
}
