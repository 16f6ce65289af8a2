package io.ordertrail.query.rebuild;

import io.ordertrail.query.view.Folding;

/** A document in memory: what has been folded into it is in the store only up to the event before the first. */
final class Work<E> {

    final String id;
    final Folding<E> folding;
    final long first;

    Work(String id, Folding<E> folding, long first) {
        this.id = id;
        this.folding = folding;
        this.first = first;
    }
}
