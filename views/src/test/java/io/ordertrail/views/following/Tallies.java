package io.ordertrail.views.following;

import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Summed;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The tally's projection for tests elsewhere. */
public final class Tallies {

    private Tallies() {
    }

    public static Projection<Tally> projection() {
        return new Tally.Projection();
    }

    /** One of another view. */
    public static Projection<Tally> named(String view) {
        return new Other(1) {

            @Override
            public String view() {
                return view;
            }
        };
    }

    /** @param before is told of each event before it is folded */
    public static Projection<Tally> projection(Consumer<RecordedEvent> before) {
        return new Tally.Projection(before);
    }

    /** One that does something before it says which document an event is for, and before it folds it. */
    public static Projection<Tally> faulty(Runnable key, Runnable evolve) {
        return new Other(1) {

            @Override
            public String keyOf(ConsistencyToken token) {
                key.run();
                return super.keyOf(token);
            }

            @Override
            public Tally evolve(Tally entry, RecordedEvent event) {
                evolve.run();
                return super.evolve(entry, event);
            }
        };
    }

    /** Expects nothing more of an order that has so many events of its own. */
    public static Projection<Tally> completing(int orderEvents) {
        return new Completing(orderEvents);
    }

    /** A later version, which counts cancellations twice. */
    public static Projection<Tally> changed() {
        return new Changed();
    }

    /** Added up by the first letter of orders' ids, in parts by the last: events of the order, and of its ticket. */
    public static Summed<Tally> summed() {
        return new Added(sums -> sums);
    }

    /** @param addends changes what is added, as no projection should */
    public static Summed<Tally> summed(UnaryOperator<List<BigDecimal>> addends) {
        return new Added(addends);
    }

    private static final class Added extends Other implements Summed<Tally> {

        private final UnaryOperator<List<BigDecimal>> addends;

        Added(UnaryOperator<List<BigDecimal>> addends) {
            super(1);
            this.addends = addends;
        }

        @Override
        public String sumOf(Tally entry) {
            return entry.orderEvents() == 0 ? null
                    : "%c/%c".formatted(entry.id().charAt(0), entry.id().charAt(entry.id().length() - 1));
        }

        @Override
        public List<BigDecimal> addends(Tally entry) {
            return addends.apply(List.of(BigDecimal.valueOf(entry.orderEvents()), BigDecimal.valueOf(entry.ticketEvents())));
        }
    }

    private static final class Completing extends Other {

        private final int orderEvents;

        Completing(int orderEvents) {
            super(1);
            this.orderEvents = orderEvents;
        }

        @Override
        public boolean complete(Tally entry) {
            return entry.orderEvents() >= orderEvents;
        }
    }

    private static final class Changed extends Other {

        Changed() {
            super(2);
        }

        @Override
        public Tally evolve(Tally entry, RecordedEvent event) {
            Tally next = super.evolve(entry, event);
            return event.payload() instanceof OrderCancelled
                    ? new Tally(next.id(), next.orderEvents() + 1, next.ticketEvents(), next.names())
                    : next;
        }
    }

    private static class Other implements Projection<Tally> {

        private final Projection<Tally> inner = projection();
        private final int version;

        Other(int version) {
            this.version = version;
        }

        @Override
        public String view() {
            return inner.view();
        }

        @Override
        public int version() {
            return version;
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
        public String keyOf(ConsistencyToken token) {
            return inner.keyOf(token);
        }

        @Override
        public Tally evolve(Tally entry, RecordedEvent event) {
            return inner.evolve(entry, event);
        }
    }
}
