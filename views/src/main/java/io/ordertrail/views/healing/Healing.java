package io.ordertrail.views.healing;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.state.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Documents that stand still, and folding one document anew: what a view's rebuild is for all of them, for one. */
@Component
public class Healing {

    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    /** Somebody else writes the document while its events are read; soon it will be quiet for a moment. */
    private static final int ATTEMPTS = 20;

    private final Views views;
    private final EventStore events;

    public Healing(Views views, EventStore events) {
        this.views = views;
        this.events = events;
    }

    /**
     * A document that could not be folded on.
     *
     * @param event identifier of the event it stands at
     * @param time when that event happened
     * @param behind events that have come since and wait in the event store
     */
    public record ParkedDocument(String id, String event, String aggregate, long sequence, long position, Instant time, String error,
            int behind) {

        static ParkedDocument of(Stored<?> stored) {
            Parked parked = stored.parked();
            long waiting = parked.behind().entrySet().stream()
                    .mapToLong(aggregate -> aggregate.getValue() - stored.sequences().getOrDefault(aggregate.getKey(), -1L)).sum();
            return new ParkedDocument(stored.id(), parked.event(), parked.aggregate(), parked.sequence(), parked.position(), parked.time(),
                    parked.error(), (int) waiting - 1);
        }
    }

    /** Parked documents of a view's live generation, at most so many. */
    public List<ParkedDocument> parked(String view, int limit) {
        View<?> here = views.named(view);
        int read = here.read();
        return read == 0 ? List.of() : here.documents(read).parked(limit).stream().map(ParkedDocument::of).toList();
    }

    /**
     * Folds a document anew from the streams of its aggregates, in every generation that is followed.
     *
     * @return how it is still parked; nothing if it is well
     * @throws Refusal {@code NOT_FOUND} if the view has no such document
     */
    public Optional<ParkedDocument> heal(String view, String id) {
        View<?> here = views.named(view);
        int read = here.read();
        if (read == 0) {
            throw Refusal.notFound("document", id);
        }
        Optional<ParkedDocument> left = heal(here, read, id);
        Pointer pointer = here.pointer();
        Stream.of(pointer.live(), pointer.former()).filter(generation -> generation > 0 && generation != read).forEach(other -> {
            if (pointer.version() == pointer.formerVersion()) {
                try {
                    heal(here, other, id);
                } catch (Refusal e) {
                    LOG.debug("{}: {} is not in generation {}", view, id, other);
                }
            }
        });
        return left;
    }

    private <E> Optional<ParkedDocument> heal(View<E> view, int generation, String id) {
        Documents<E> documents = view.documents(generation);
        Narrow<E> narrow = new Narrow<>(view.projection(), documents, events);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Stored<E> stored = documents.find(List.of(id)).get(id);
            if (stored == null) {
                throw Refusal.notFound("document", id);
            }
            Change healed = narrow.fold(id, stored.withRevision(stored.revision() + 1))
                    .orElseThrow(() -> Refusal.of(Code.UNAVAILABLE, "The document's events cannot be found in the event store"));
            if (documents.write(List.of(healed))) {
                documents.addUp(List.of(id));
                LOG.info("{}: {} has been folded anew and {}", view.name(), id,
                        healed.parked() == null ? "is well" : "is parked still: " + healed.parked().error());
                return documents.find(List.of(id)).values().stream().filter(now -> now.parked() != null).findFirst()
                        .map(ParkedDocument::of);
            }
        }
        throw Refusal.of(Code.UNAVAILABLE, "The document keeps changing; try again");
    }
}
