package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.projection.Folding;

/** A document in memory: what has been folded into it is in the store only up to the event before the first. */
public final class Work<E> {

    final String id;
    final Folding<E> folding;
    final long first;

    Work(String id, Folding<E> folding, long first) {
        this.id = id;
        this.folding = folding;
        this.first = first;
    }
}
