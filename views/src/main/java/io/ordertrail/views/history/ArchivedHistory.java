package io.ordertrail.views.history;

import io.ordertrail.platform.archive.Archive;
import io.ordertrail.platform.archive.ArchivedEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The older events from an archive, the rest from the store that it was made of. They meet at the archive's last event, which must stand in the store
 * at the same position: what lies up to there is read from the one alone, what lies behind from the other alone.
 */
public final class ArchivedHistory implements EventHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedHistory.class);

    private final Path file;
    private final Archive archive;
    private final Supplier<EventHistory> store;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    /** Null until it has been looked at, once. */
    private Archive.Summary whole;

    /** @param source the store's events, for the kind of its tokens */
    public ArchivedHistory(Path file, Supplier<EventHistory> store, StreamableMessageSource<TrackedEventMessage<?>> source,
            Serializer serializer, EventUpcaster upcasters) {
        this.file = file;
        this.archive = new Archive(file);
        this.store = store;
        this.source = source;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    @Override
    public long head() {
        return store.get().head();
    }

    @Override
    public long position(DomainEventMessage<?> event) {
        return store.get().position(event);
    }

    /** @throws IllegalStateException if the archive is not of this store */
    @Override
    public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) throws InterruptedException {
        Archive.Summary known = whole();
        if (after < known.last()) {
            requireInStore(known);
            TrackingToken head = source.createHeadToken();
            archive.read(after, events -> page.accept(messages(events, head)));
        }
        store.get().read(Math.max(after, known.last()), page);
    }

    private synchronized Archive.Summary whole() {
        if (whole == null) {
            whole = archive.verify(looked -> {
            });
            LOG.info("Rebuilds read {} events from {}, and what comes after position {} from the event store", whole.events(), file,
                    whole.last());
        }
        return whole;
    }

    private void requireInStore(Archive.Summary known) throws InterruptedException {
        List<String> there = new ArrayList<>();
        try {
            store.get().read(known.last() - 1, page -> {
                there.add(page.getFirst().getIdentifier());
                throw new CancellationException("One is enough");
            });
        } catch (CancellationException one) {
            LOG.trace("The store's event at the seam is {}", there, one);
        }
        if (!there.equals(List.of(known.lastId()))) {
            throw new IllegalStateException("The archive %s is not of this event store: its last event, %s, is not at position %d there"
                    .formatted(file, known.lastId(), known.last()));
        }
    }

    private List<TrackedEventMessage<?>> messages(List<ArchivedEvent> events, TrackingToken head) {
        return EventUtils.upcastAndDeserializeTrackedEvents(events.stream()
                .map(event -> new TrackedDomainEventData<>(Positions.after(event.position(), head), event.data())), serializer, upcasters)
                .collect(Collectors.toList());
    }
}
