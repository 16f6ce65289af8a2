package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.documents.DocumentStore;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes built documents into the store, where nobody else should be; a builder that has lost its shard without knowing it may be. */
public final class Writer<E> {

    /** Documents after which to see whether somebody reads: a fraction of a millisecond's work. */
    private static final int COURTESY = 50;

    private final DocumentStore<E> documents;
    private final Narrow<E> narrow;
    private final Readers readers;

    public Writer(DocumentStore<E> documents, Narrow<E> narrow, Readers readers) {
        this.documents = documents;
        this.narrow = narrow;
        this.readers = readers;
    }

    /** @return how many of them were new */
    int write(List<OpenDocument<E>> built) {
        Map<String, Stored<E>> mine = new HashMap<>();
        List<Change> changes = new ArrayList<>(built.size());
        for (OpenDocument<E> document : built) {
            Stored<E> stored = document.folding.stored();
            mine.put(document.id, stored);
            changes.add(change(stored));
            if (changes.size() % COURTESY == 0) {
                readers.giveWay();
            }
        }
        if (!documents.write(changes)) {
            settle(mine);
        }
        return (int) built.stream().filter(document -> document.folding.read() == 0).count();
    }

    /** An entry that cannot be stored is the fault of one event; which one shows when the document is folded again, event by event. */
    private Change change(Stored<E> stored) {
        try {
            return documents.change(stored);
        } catch (RuntimeException e) {
            return narrow.fold(stored.id(), stored).orElseThrow(() -> e);
        }
    }

    /** Of two states of a document, the one that has seen all that the other has seen stays. */
    private void settle(Map<String, Stored<E>> mine) {
        Map<String, Stored<E>> there = documents.find(mine.keySet());
        List<Change> better = new ArrayList<>();
        mine.forEach((id, stored) -> {
            Stored<E> other = there.get(id);
            if (other == null || !other.covers(stored) || other.unreadable()) {
                if (other != null && !stored.covers(other)) {
                    throw new IllegalStateException("%s has been written by another node, from other events".formatted(id));
                }
                better.add(change(other == null ? stored.withRevision(1) : stored.withRevision(other.revision() + 1)));
            }
        });
        if (!better.isEmpty() && !documents.write(better)) {
            throw new IllegalStateException("Another node keeps writing the same documents");
        }
    }
}
