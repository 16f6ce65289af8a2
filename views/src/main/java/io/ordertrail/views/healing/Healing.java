package io.ordertrail.views.healing;

import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.state.ViewState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Documents that stand still, and folding one document anew: what a view's rebuild is for all of them, for one. */
@Component
public class Healing {

    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    private final Views views;
    private final AggregateStreams streams;

    public Healing(Views views, AggregateStreams streams) {
        this.views = views;
        this.streams = streams;
    }

    /**
     * A document that could not be folded on.
     *
     * @param category what kind of trouble it is
     * @param cause what is likely to be behind it
     * @param event identifier of the event it stands at; null, and nothing about it said, if the document itself cannot be read
     * @param time when that event happened
     * @param behind events that have come since and wait in the event store; all of them, if the document itself cannot be read
     */
    public record ParkedDocument(String id, String event, String aggregate, Long sequence, Long position, Instant time, String error,
            int behind, Parked.Category category, String cause) {

        static ParkedDocument of(Stored<?> stored) {
            Parked parked = stored.parked();
            long waiting = parked.behind().entrySet().stream()
                    .mapToLong(aggregate -> aggregate.getValue() - stored.sequences().getOrDefault(aggregate.getKey(), -1L)).sum();
            return parked.unreadable() ? new ParkedDocument(stored.id(), null, null, null, null, null, parked.error(), (int) waiting,
                    parked.category(), parked.category().cause())
                    : new ParkedDocument(stored.id(), parked.event(), parked.aggregate(), parked.sequence(), parked.position(),
                            parked.time(),
                            parked.error(), (int) waiting - 1, parked.category(), parked.category().cause());
        }
    }

    /** Parked documents of a view's live generation, at most so many. */
    public List<ParkedDocument> parked(String view, int limit) {
        View<?> here = views.named(view);
        int read = here.read();
        return read == 0 ? List.of() : here.documents(read).parked(limit).stream().map(ParkedDocument::of).toList();
    }

    /**
     * What has become of all documents of a category.
     *
     * @param healed those that are well now
     * @param left those that stand still even so
     */
    public record Healed(int healed, int left) {
    }

    /**
     * Folds all parked documents of one category anew, of those that {@link #parked} lists; with more there, once more heals more.
     *
     * @throws Refusal {@code UNAVAILABLE} if a document keeps changing, those before it being done
     */
    public Healed healAll(String view, Parked.Category category, int limit) {
        int healed = 0;
        int left = 0;
        for (ParkedDocument document : parked(view, limit)) {
            if (document.category() == category) {
                if (heal(view, document.id()).isEmpty()) {
                    healed++;
                } else {
                    left++;
                }
            }
        }
        return new Healed(healed, left);
    }

    /**
     * Folds a document anew from the streams of its aggregates, in every generation that is followed; where it notes events that have gone
     * astray, those that they belong to.
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
        ViewState state = here.state();
        Stream.of(state.live(), state.former()).filter(generation -> generation > 0 && generation != read).forEach(other -> {
            if (state.version() == state.formerVersion()) {
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
        return new Mending<>(view.projection(), documents, new Narrow<>(view.projection(), documents, streams), view.history()).heal(id)
                .map(ParkedDocument::of);
    }
}
