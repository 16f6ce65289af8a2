package io.ordertrail.views.healing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.documents.MemoryStore;
import io.ordertrail.views.history.TimedHistory;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NarrowTest {

    private static final OrderId ORDER = new OrderId("o");

    /** One clock goes back between the order's events, another is ahead for the ticket's. */
    private final TimedHistory history = new TimedHistory()
            .then(Duration.ofMillis(0), new OrderApproved(ORDER))
            .then(Duration.ofMillis(900), new OrderCancelled(ORDER))
            .then(Duration.ofMillis(5_000), new TicketPreparationStarted(TicketId.of(ORDER), ORDER))
            .then(Duration.ofMillis(400), new OrderApproved(ORDER));

    private final MemoryStore<Seen> store = new MemoryStore<>();
    private final Narrow<Seen> narrow = new Narrow<>(new Projected(), store, history.streams());

    /** What has been folded, in its order, each with its position. */
    private record Seen(List<String> events) {
    }

    private static final class Projected implements Projection<Seen> {

        @Override
        public String view() {
            return "seen";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Seen> entryType() {
            return Seen.class;
        }

        @Override
        public String keyOf(RecordedEvent event) {
            return ((DomainEvent) event.payload()).orderId().value();
        }

        @Override
        public String keyOf(ConsistencyToken token) {
            return token.aggregate().substring(token.aggregate().indexOf('-') + 1);
        }

        @Override
        public Seen evolve(Seen entry, RecordedEvent event) {
            return new Seen(Stream.concat(entry == null ? Stream.of() : entry.events.stream(),
                    Stream.of("%s %d at %d".formatted(event.aggregate(), event.sequence(), event.position()))).toList());
        }
    }

    @Test
    void eachAggregatesEventsAreFoldedInTheirSequenceAndAtTheirPositionsWhateverTheirTimesSay() {
        store.follow(new Projected(), history.messages());
        Stored<Seen> known = store.documents().get("o");

        Stored<Seen> healed = written(narrow.fold("o", known.withRevision(2)).orElseThrow());

        assertThat(healed.entry().events()).containsExactly("order-o 0 at 1", "order-o 1 at 2", "order-o 2 at 4", "ticket-o 0 at 3");
        assertThat(healed.sequences()).isEqualTo(Map.of("order-o", 2L, "ticket-o", 0L));
        assertThat(healed.parked()).isNull();
    }

    @Test
    void whatIsBroughtForwardLosesNothingEither() {
        store.follow(new Projected(), history.messages().subList(0, 1));
        Stored<Seen> known = store.documents().get("o");

        Stored<Seen> forward = written(narrow.forward("o", known, Map.of("order-o", 2L, "ticket-o", 0L)).orElseThrow());

        assertThat(forward.sequences()).isEqualTo(Map.of("order-o", 2L, "ticket-o", 0L));
        assertThat(forward.entry().events()).containsSubsequence("order-o 1 at 2", "order-o 2 at 4").hasSize(4);
        assertThat(narrow.forward("o", forward, Map.of("order-o", 2L))).as("it is there already").isEmpty();
    }

    @Test
    void noneOfTheEventsBeyondWhatIsAskedForIsFolded() {
        store.follow(new Projected(), history.messages().subList(0, 1));
        Stored<Seen> forward = written(narrow.forward("o", store.documents().get("o"), Map.of("order-o", 1L)).orElseThrow());
        assertThat(forward.sequences()).isEqualTo(Map.of("order-o", 1L));
    }

    private Stored<Seen> written(io.ordertrail.views.documents.Documents.Change change) {
        assertThat(store.write(List.of(change))).isTrue();
        return store.documents().get("o");
    }
}
