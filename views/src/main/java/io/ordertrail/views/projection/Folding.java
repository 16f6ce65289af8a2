package io.ordertrail.views.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One document while events are applied to it, one by one. Nothing here knows a store. An event that fails parks the document: it keeps what
 * came before, and notes what comes after.
 */
public final class Folding<E> {

    private final Projection<E> projection;
    private final String id;
    private final long revision;
    private final Map<String, Long> sequences;
    private E entry;
    private Parked parked;
    private boolean changed;

    /** @param before null if there is no document of that id yet */
    public Folding(Projection<E> projection, String id, Stored<E> before) {
        this.projection = projection;
        this.id = id;
        this.revision = before == null ? 0 : before.revision();
        this.sequences = new HashMap<>(before == null ? Map.of() : before.sequences());
        this.entry = before == null ? null : before.entry();
        this.parked = before == null ? null : before.parked();
    }

    /** Applies what the document has not seen yet. */
    public void apply(Arrival arrival) {
        apply(arrival, entry -> {
        });
    }

    /** @param probe looks at the new entry and may fail it */
    public void apply(Arrival arrival, Consumer<E> probe) {
        String aggregate = arrival.aggregate();
        long sequence = arrival.sequence();
        if (sequence <= sequences.getOrDefault(aggregate, -1L) || parked != null && parked.knows(aggregate, sequence)) {
            return;
        }
        changed = true;
        if (parked != null) {
            parked = parked.behind(aggregate, sequence);
            return;
        }
        try {
            E next = evolved(arrival);
            probe.accept(next);
            entry = next;
            sequences.put(aggregate, sequence);
        } catch (RuntimeException e) {
            parked = Parked.by(arrival, e);
        }
    }

    private E evolved(Arrival arrival) {
        RecordedEvent event = arrival.readable();
        requireUnbroken(arrival.aggregate(), arrival.sequence() - 1);
        return Effects.none(() -> projection.evolve(entry, event));
    }

    /** Where all of an aggregate's events go into this document, the one before must be in it. Folding on would lose it without a word. */
    private void requireUnbroken(String aggregate, long before) {
        if (before > sequences.getOrDefault(aggregate, -1L) && id.equals(Recording.documentOf(projection, aggregate, before))) {
            throw new IllegalStateException("Event %d of %s%s".formatted(before, aggregate, Parked.MISSING));
        }
    }

    /** Whether anything that was applied was new. */
    public boolean changed() {
        return changed;
    }

    /** The revision it was read at, 0 if it was not there. */
    public long read() {
        return revision;
    }

    public Stored<E> stored() {
        // In order, so that equal documents are equal byte by byte.
        return new Stored<>(id, revision + 1, new TreeMap<>(sequences), entry, parked);
    }

    /** Whether no further event is expected, so that now is a good time to write it. */
    public boolean complete() {
        return parked == null && entry != null && projection.complete(entry);
    }
}
