package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.history.HeavyEvent;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Folding;

/** A document in memory: what has been folded into it is in the store only up to the event before the first. */
public final class OpenDocument<E> {

    final String id;
    final Folding<E> folding;
    final long first;

    /** Of the heavy events in it: it is no larger by them, and mostly smaller, as one takes another's place. */
    private long bytes;

    OpenDocument(String id, Folding<E> folding, long first) {
        this.id = id;
        this.folding = folding;
        this.first = first;
    }

    /** @return by how much it has become heavier */
    int apply(Arrival arrival) {
        folding.apply(arrival);
        int more = HeavyEvent.bytesOf(arrival.message());
        bytes += more;
        return more;
    }

    long bytes() {
        return bytes;
    }
}
