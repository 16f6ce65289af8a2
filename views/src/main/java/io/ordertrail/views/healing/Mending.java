package io.ordertrail.views.healing;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes documents of one generation as they are folded anew, while others write them too. */
final class Mending<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

    /** Somebody else writes the document while its events are read; soon it will be quiet for a moment. */
    private static final int ATTEMPTS = 20;

    private final Projection<E> projection;
    private final Documents<E> documents;
    private final Narrow<E> narrow;
    private final EventHistory history;

    /** @param history for documents that do not tell any more whose events they are made of */
    Mending(Projection<E> projection, Documents<E> documents, Narrow<E> narrow, EventHistory history) {
        this.projection = projection;
        this.documents = documents;
        this.narrow = narrow;
        this.history = history;
    }

    /** @return the document if it is parked still */
    Optional<Stored<E>> heal(String id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Stored<E> stored = known(find(id).orElseThrow(() -> Refusal.notFound("document", id)));
            if (isNote(stored) ? takeBack(stored) : write(id, stored, stored.known().keySet())) {
                return find(id).filter(now -> now.parked() != null);
            }
        }
        throw Refusal.of(Code.UNAVAILABLE, "The document keeps changing; try again");
    }

    /** Which events were in it, where it does not tell any more itself: found by going once through all there are. */
    private Stored<E> known(Stored<E> stored) {
        if (stored.parked() == null || !stored.parked().lost()) {
            return stored;
        }
        Map<String, Long> last = new HashMap<>();
        try {
            history.read(0, page -> page.forEach(event -> {
                Arrival arrival = Recording.arrival(projection, event);
                if (arrival != null && arrival.key().equals(stored.id())) {
                    last.merge(arrival.message().getAggregateIdentifier(), arrival.message().getSequenceNumber(), Math::max);
                }
            }));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        }
        return new Stored<>(stored.id(), stored.revision(), Map.of(), null, Parked.unreadable(stored.parked().error(), last));
    }

    private Optional<Stored<E>> find(String id) {
        return documents.find(List.of(id)).values().stream().findFirst();
    }

    private boolean isNote(Stored<E> stored) {
        return stored.parked() != null && !stored.unreadable()
                && stored.id().equals(Recording.strayOf(projection, stored.parked().aggregate()));
    }

    /**
     * Events that had gone astray go where they belong, and are noted no longer, in this order: until all of them show, tokens are not
     * answered.
     */
    private boolean takeBack(Stored<E> note) {
        String aggregate = note.parked().aggregate();
        for (String id : narrow.astray(note)) {
            Optional<Stored<E>> before = find(id);
            Set<String> aggregates = new HashSet<>(before.map(Stored::known).map(known -> known.keySet()).orElse(Set.of()));
            aggregates.add(aggregate);
            if (!write(id, before.orElseGet(() -> new Stored<>(id, 0, Map.of(), null, null)), aggregates)) {
                return false;
            }
        }
        Optional<Change> left = narrow.fold(note.id(), note.withRevision(note.revision() + 1));
        return left.isPresent() ? documents.write(List.of(left.get())) : documents.remove(note);
    }

    /** @return whether nobody else has written it meanwhile */
    private boolean write(String id, Stored<E> before, Set<String> aggregates) {
        Change healed = narrow.fold(id, before.withRevision(before.revision() + 1), aggregates)
                .orElseThrow(() -> Refusal.of(Code.UNAVAILABLE, "The document's events cannot be found in the event store"));
        if (!documents.write(List.of(healed))) {
            return false;
        }
        documents.addUp(List.of(id));
        LOG.info("{}: {} has been folded anew and {}", projection.view(), id,
                healed.parked() == null ? "is well" : "is parked still: " + healed.parked().error());
        return true;
    }
}
