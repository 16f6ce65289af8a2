package io.ordertrail.views.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.archive.ArchivedEvent;
import io.ordertrail.platform.archive.Archiving;
import io.ordertrail.platform.archive.EventLog;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import io.ordertrail.platform.serialization.Upcasters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind: at the seam between archive and store an event is read twice, or by neither. */
class ArchivedHistoryTest {

    private static final int EVENTS = 30;

    @TempDir
    private Path folder;

    private final TimedHistory history = new TimedHistory();
    private final StreamedHistory streamed = new StreamedHistory(history.events());

    @Test
    void whereverTheSeamIsAllIsReadOnceAndInOrder() throws Exception {
        fill();
        for (int archived = 0; archived <= EVENTS; archived += 5) {
            EventHistory both = with(archived, "");
            for (long after = 0; after <= EVENTS; after++) {
                assertThat(read(both, after)).as("%d archived, read after %d", archived, after).isEqualTo(read(streamed, after));
            }
        }
    }

    @Test
    void anotherStoresArchiveIsNotReadFrom() throws Exception {
        fill();
        EventHistory both = with(10, "other-");
        assertThatThrownBy(() -> read(both, 0)).isInstanceOf(IllegalStateException.class).hasMessageContaining("not of this event store");
        assertThat(read(both, 10)).as("behind it nothing is asked of it").isEqualTo(read(streamed, 10));
    }

    private void fill() {
        for (int i = 0; i < EVENTS; i++) {
            history.then(Duration.ofSeconds(i), new OrderApproved(new OrderId("o" + i)));
        }
    }

    private EventHistory with(int archived, String prefix) throws InterruptedException {
        Path file = folder.resolve(prefix + archived);
        new Archiving(new Some(archived, prefix), System::nanoTime).export(file);
        return new ArchivedHistory(file, () -> streamed, history.events(), NamedTypeSerializer.forEvents(), Upcasters.chain());
    }

    private static List<List<Object>> read(EventHistory history, long after) throws InterruptedException {
        List<List<Object>> events = new ArrayList<>();
        history.read(after, page -> {
            for (TrackedEventMessage<?> event : page) {
                DomainEventMessage<?> ours = (DomainEventMessage<?>) event;
                events.add(List.of(event.trackingToken(), event.getIdentifier(), ours.getAggregateIdentifier(), ours.getSequenceNumber(),
                        event.getTimestamp(), event.getPayload(), event.getMetaData()));
            }
        });
        return events;
    }

    /** The first so many events of the history, as a store would give them. */
    private final class Some implements EventLog {

        private final int count;
        private final String prefix;

        Some(int count, String prefix) {
            this.count = count;
            this.prefix = prefix;
        }

        @Override
        public String name() {
            return "some";
        }

        @Override
        public long head() {
            return count;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void read(long after, Consumer<ArchivedEvent> each) {
            NamedTypeSerializer serializer = NamedTypeSerializer.forEvents();
            for (long position = after + 1; position <= count; position++) {
                DomainEventMessage<?> event = history.messages().get((int) position - 1);
                each.accept(new ArchivedEvent(position, prefix + event.getIdentifier(), event.getType(), event.getAggregateIdentifier(),
                        event.getSequenceNumber(), event.getTimestamp().toEpochMilli(), "OrderApproved", "1", "{}".getBytes(
                                StandardCharsets.UTF_8),
                        serializer.serialize(event.getPayload(), byte[].class).getData()));
            }
        }

        @Override
        public void append(List<ArchivedEvent> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path unfinished(Path archive) {
            return archive;
        }
    }
}
