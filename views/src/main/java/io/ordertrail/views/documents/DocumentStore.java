package io.ordertrail.views.documents;

import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Folding;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Documents of one generation as those see them who write them. */
public interface DocumentStore<E> {

    /** Hands over those of these documents that are there, in no order, one at a time: all of them may be large. They may be written meanwhile. */
    void forEach(Collection<String> ids, Consumer<Stored<E>> action);

    /** The same by id, for few. */
    default Map<String, Stored<E>> find(Collection<String> ids) {
        Map<String, Stored<E>> found = new HashMap<>();
        forEach(ids, stored -> found.put(stored.id(), stored));
        return found;
    }

    /**
     * Writes what nobody else has written since it was read.
     *
     * @return whether that was all of it; if not, reading and folding again shows what is still to be done
     */
    boolean write(List<Change> changes);

    /**
     * When it returns, what these documents are added up in has them as they are stored. Whoever has written documents, or found them written
     * by somebody who may have died since, comes here before calling it done.
     */
    default void addUp(Collection<String> ids) {
    }

    /** Hands over all of them, in no order. */
    void forEach(Consumer<Stored<E>> action);

    /** @throws RuntimeException if the entry has a value that cannot be stored, or too many of them */
    Change change(Stored<E> stored);

    /**
     * What a document becomes by more events. If the outcome cannot be written, the event at fault is found by trying each, and parks the
     * document like any that cannot be folded.
     *
     * @param before null if there is no document of that id yet
     * @param arrivals in the order in which they happened, per aggregate
     * @return null if nothing was new
     */
    default Change fold(Projection<E> projection, String id, Stored<E> before, List<Arrival> arrivals) {
        Folding<E> folding = new Folding<>(projection, id, before);
        arrivals.forEach(folding::apply);
        if (!folding.changed()) {
            return null;
        }
        Stored<E> after = folding.stored();
        try {
            return change(after);
        } catch (RuntimeException e) {
            Folding<E> careful = new Folding<>(projection, id, before);
            arrivals.forEach(arrival -> careful.apply(arrival,
                    entry -> change(new Stored<>(id, after.revision(), after.sequences(), entry, null))));
            return change(careful.stored());
        }
    }
}
