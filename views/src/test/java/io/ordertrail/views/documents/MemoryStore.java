package io.ordertrail.views.documents;

import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.following.Follower;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** A document store in memory with the same guards, in whose way a test can stand: it dies amid a write, or lets somebody else write first. */
public final class MemoryStore<E> implements DocumentStore<E> {

    private final Map<String, Stored<E>> documents = new HashMap<>();
    private final Map<Change, Stored<E>> staged = new IdentityHashMap<>();
    private Runnable beforeWrite;
    private Random dying;

    /** What a crash looks like to the one who wrote. */
    public static final class Died extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    public Map<String, Stored<E>> documents() {
        return documents;
    }

    /** Runs once, between the next reading and writing. */
    public void beforeNextWrite(Runnable action) {
        beforeWrite = action;
    }

    /** The next write reaches some of its documents, and then there is nobody any more. */
    public void dieInNextWrite(Random random) {
        dying = random;
    }

    public void undisturbed() {
        beforeWrite = null;
        dying = null;
    }

    @Override
    public void forEach(Collection<String> ids, Consumer<Stored<E>> action) {
        ids.stream().map(documents::get).filter(Objects::nonNull).toList().forEach(action);
    }

    @Override
    public void forEach(Consumer<Stored<E>> action) {
        List.copyOf(documents.values()).forEach(action);
    }

    @Override
    public Change change(Stored<E> stored) {
        Change change = new Change(stored.id(), stored.revision(), null, stored.parked());
        staged.put(change, stored);
        return change;
    }

    @Override
    public boolean write(List<Change> changes) {
        Runnable first = beforeWrite;
        beforeWrite = null;
        if (first != null) {
            first.run();
        }
        List<Change> written = new ArrayList<>(changes);
        boolean dies = dying != null;
        if (dies) {
            Collections.shuffle(written, dying);
            written = written.subList(0, dying.nextInt(written.size() + 1));
            dying = null;
        }
        boolean all = true;
        for (Change change : written) {
            Stored<E> there = documents.get(change.id());
            if (change.revision() == (there == null ? 1 : there.revision() + 1)) {
                documents.put(change.id(), staged.remove(change));
            } else {
                all = false;
            }
        }
        if (dies) {
            throw new Died();
        }
        return all;
    }

    /** Follows as a processor's segment does. */
    public void follow(Projection<E> projection, List<? extends org.axonframework.eventhandling.EventMessage<?>> batch) {
        new Follower<>(projection, this).follow(batch);
    }
}
