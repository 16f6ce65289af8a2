package io.ordertrail.query.view;

import io.ordertrail.events.OrderEvent.OrderCancelled;
import java.util.function.Consumer;

/** The tally's projection for tests elsewhere. */
public final class Tallies {

    private Tallies() {
    }

    public static Projection<Tally> projection() {
        return new Tally.Projection();
    }

    /** @param before is told of each event before it is folded */
    public static Projection<Tally> projection(Consumer<RecordedEvent> before) {
        return new Tally.Projection(before);
    }

    /** A later version, which counts cancellations twice. */
    public static Projection<Tally> changed() {
        return new Changed();
    }

    private static final class Changed implements Projection<Tally> {

        private final Projection<Tally> inner = projection();

        @Override
        public String view() {
            return inner.view();
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public Class<Tally> entryType() {
            return Tally.class;
        }

        @Override
        public String keyOf(RecordedEvent event) {
            return inner.keyOf(event);
        }

        @Override
        public String keyOf(io.ordertrail.platform.consistency.ConsistencyToken token) {
            return inner.keyOf(token);
        }

        @Override
        public Tally evolve(Tally entry, RecordedEvent event) {
            Tally next = inner.evolve(entry, event);
            return event.payload() instanceof OrderCancelled
                    ? new Tally(next.id(), next.orderEvents() + 1, next.ticketEvents(), next.names())
                    : next;
        }
    }
}
