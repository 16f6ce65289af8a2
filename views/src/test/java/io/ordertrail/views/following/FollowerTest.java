package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.documents.DocumentStore;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.history.HeavyEvent;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StoreTest
class FollowerTest {

    private static final OrderId ONE = new OrderId("1");
    private static final OrderId TWO = new OrderId("2");
    private static final TicketId TICKET = TicketId.of(ONE);

    private Documents<Tally> documents;

    @BeforeEach
    void store(MongoDatabase database) {
        ViewStore store = new ViewStore(database, new Membership(database, "here"));
        store.index(new Tally.Projection(), 1);
        documents = store.documents(new Tally.Projection(), 1);
    }

    @Test
    void aBatchBecomesOneDocumentPerKey() {
        follow(History.of(new OrderApproved(ONE), new OrderApproved(TWO), new TicketPreparationStarted(TICKET, ONE),
                new OrderCancelled(ONE)));
        assertThat(stored(ONE)).isEqualTo(new Stored<>("1", 1, Map.of("order-1", 1L, "ticket-1", 0L),
                new Tally("1", 2, 1, Map.of("OrderApproved", 1, "TicketPreparationStarted", 1, "OrderCancelled", 1)), null));
        assertThat(stored(TWO).revision()).isEqualTo(1);
        assertThat(documents.collection().countDocuments()).isEqualTo(2);
    }

    @Test
    void laterEventsGoOnFromWhatIsStored() {
        History history = History.of(new OrderApproved(ONE));
        follow(history);
        follow(history.then(new OrderCancelled(ONE)));
        assertThat(stored(ONE).revision()).isEqualTo(2);
        assertThat(stored(ONE).entry().names()).isEqualTo(Map.of("OrderApproved", 1, "OrderCancelled", 1));
    }

    /** The kind: so many at a time, whatever their size. */
    @Test
    void heavyEventsAreFoldedAFewAtATime() {
        History history = History.of(new OrderApproved(ONE), new OrderCancelled(ONE), new OrderApproved(ONE), new OrderCancelled(ONE),
                new OrderApproved(ONE), new OrderCancelled(ONE));
        new Follower<>(new Tally.Projection(), documents).follow(history.messages().stream().<EventMessage<?>>map(
                message -> HeavyEvent.of((TrackedEventMessage<?>) message, 1_500_000, () -> message)).toList());
        assertThat(stored(ONE).revision()).isEqualTo(3);
        assertThat(stored(ONE).entry().orderEvents()).isEqualTo(6);
    }

    /** The kind: so many at a time, whatever their size. */
    @Test
    void largeDocumentsAreWrittenAFewAtATime() {
        int most = 9;
        List<OrderId> orders = IntStream.range(0, most).mapToObj(number -> new OrderId("large" + number)).toList();
        History history = History.of(orders.stream().map(OrderApproved::new).toArray(DomainEvent[]::new));
        documents.write(history.messages().stream()
                .map(event -> documents.change(new Stored<>(event.getAggregateIdentifier().substring(6), 1,
                        Map.of(event.getAggregateIdentifier(), 0L), new Tally(event.getAggregateIdentifier(), 1, 0,
                                Map.of("x".repeat(1_000_000), 1)),
                        null)))
                .toList());
        List<Integer> written = new ArrayList<>();
        DocumentStore<Tally> watched = mock(withSettings().defaultAnswer(delegatesTo(documents)));
        doAnswer(call -> {
            List<Change> changes = call.getArgument(0);
            written.add(changes.size());
            return documents.write(List.copyOf(changes));
        }).when(watched).write(any());

        new Follower<>(new Tally.Projection(), watched)
                .follow(history.then(orders.stream().map(OrderCancelled::new).toArray(DomainEvent[]::new)).messages());

        assertThat(written).isEqualTo(List.of(5, 4));
        assertThat(documents.find(orders.stream().map(OrderId::value).toList()).values()).hasSize(most)
                .allMatch(stored -> stored.revision() == 2);
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        History history = History.of(new OrderApproved(ONE), new TicketPreparationStarted(TICKET, ONE), new OrderCancelled(ONE));
        follow(history);
        Stored<Tally> once = stored(ONE);
        follow(history);
        List<DomainEventMessage<?>> twice = new ArrayList<>(history.messages());
        twice.addAll(history.messages().subList(0, 2));
        new Follower<>(new Tally.Projection(), documents).follow(twice);
        assertThat(stored(ONE)).isEqualTo(once);
    }

    @Test
    void eventsOfNoDocumentMakeNone() {
        follow(History.of(new AccountOpened(new AccountId("7"), new ConsumerId("7"))));
        assertThat(documents.collection().countDocuments()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriterThatWasOvertakenFoldsAgainAndLosesNothing(boolean documentExists) {
        History history = History.of(new OrderApproved(ONE), new OrderCancelled(ONE), new TicketCreated(TICKET, ONE, Instant.EPOCH));
        List<DomainEventMessage<?>> all = history.messages();
        if (documentExists) {
            follow(all.subList(0, 1));
        }
        AtomicReference<Runnable> overtaking = new AtomicReference<>(() -> follow(all.subList(2, 3)));
        Tally.Projection overtaken = new Tally.Projection(event -> {
            Runnable once = overtaking.getAndSet(null);
            if (once != null) {
                once.run();
            }
        });
        new Follower<>(overtaken, documents).follow(all.subList(0, 2));
        assertThat(stored(ONE).entry()).isEqualTo(
                new Tally("1", 2, 1, Map.of("OrderApproved", 1, "OrderCancelled", 1, "TicketCreated", 1)));
        assertThat(stored(ONE).revision()).isEqualTo(documentExists ? 3 : 2);
    }

    @Test
    void aWriterWhoseEventsAreAlreadyThereIsDone() {
        List<DomainEventMessage<?>> all = History.of(new OrderApproved(ONE), new OrderApproved(TWO)).messages();
        AtomicReference<Runnable> overtaking = new AtomicReference<>(() -> follow(all));
        new Follower<>(new Tally.Projection(event -> {
            Runnable once = overtaking.getAndSet(null);
            if (once != null) {
                once.run();
            }
        }), documents).follow(all);
        assertThat(List.of(stored(ONE).revision(), stored(TWO).revision())).containsOnly(1L);
    }

    @Test
    void anEventThatCannotBeFoldedParksItsOwnDocumentAndNoOther() {
        History history = History.of(new OrderApproved(ONE), new OrderNotDelivered(ONE), new OrderCancelled(ONE), new OrderApproved(TWO));
        follow(history);
        Stored<Tally> parked = stored(ONE);
        assertThat(parked.entry().names()).isEqualTo(Map.of("OrderApproved", 1));
        assertThat(parked.sequences()).isEqualTo(Map.of("order-1", 0L));
        DomainEventMessage<?> poison = history.messages().get(1);
        assertThat(parked.parked()).isEqualTo(new Parked(poison.getIdentifier(), "order-1", 1, 2, poison.getTimestamp(),
                "java.lang.IllegalStateException: cannot fold OrderNotDelivered[orderId=order-1]", Map.of("order-1", 2L)));
        assertThat(stored(TWO).parked()).isNull();
        assertThat(documents.parked()).isEqualTo(1);
    }

    @Test
    void aParkedDocumentTakesNothingMoreAndNotesWhatItMisses() {
        History history = History.of(new OrderNotDelivered(ONE));
        follow(history);
        history.then(new OrderDelivered(ONE), new TicketPreparationStarted(TICKET, ONE), new OrderApproved(TWO));
        follow(history);
        follow(history);
        assertThat(stored(ONE).entry()).isNull();
        assertThat(stored(ONE).sequences()).isEmpty();
        assertThat(stored(ONE).parked().behind()).isEqualTo(Map.of("order-1", 1L, "ticket-1", 0L));
        assertThat(stored(ONE).revision()).isEqualTo(2);
        assertThat(stored(TWO).entry().orderEvents()).isEqualTo(1);
    }

    @Test
    void anEventThatCannotBeReadParksTheDocumentOfItsAggregate() {
        DomainEventMessage<?> unreadable = new GenericDomainEventMessage<>("order", "order-1", 0, new OrderApproved(ONE)) {

            private static final long serialVersionUID = 1L;

            @Override
            public OrderApproved getPayload() {
                throw new IllegalArgumentException("no such enum constant");
            }
        };
        new Follower<>(new Tally.Projection(), documents).follow(List.of(unreadable));
        assertThat(stored(ONE).parked().error()).endsWith("no such enum constant");
    }

    /** However it got lost: what comes after it tells. */
    @Test
    void aDocumentIsParkedWhereAnEventOfItsAggregateIsMissing() {
        History history = History.of(new OrderApproved(ONE), new OrderCancelled(ONE), new OrderApproved(ONE), new OrderApproved(TWO),
                new OrderCancelled(TWO));
        follow(List.of(history.messages().get(0), history.messages().get(2), history.messages().get(4)));
        assertThat(stored(ONE).sequences()).isEqualTo(Map.of("order-1", 0L));
        assertThat(stored(ONE).parked()).satisfies(parked -> {
            assertThat(parked.sequence()).isEqualTo(2);
            assertThat(parked.error()).contains("Event 1 of order-1").contains("is missing");
        });
        assertThat(stored(TWO).entry()).isNull();
        assertThat(stored(TWO).parked().error()).contains("Event 0 of order-2");
    }

    /** Others of the account's events are other orders'. */
    @Test
    void nothingIsMissingWhereAnAggregateServesManyDocuments() {
        AccountId account = new AccountId("7");
        History history = History.of(new AccountOpened(account, new ConsumerId("7")),
                new PaymentAuthorized(account, TWO, Money.of("10.00", "EUR")),
                new PaymentAuthorized(account, ONE, Money.of("10.00", "EUR")));
        follow(history);
        assertThat(stored(ONE).sequences()).isEqualTo(Map.of("account-7", 2L));
        assertThat(stored(ONE).parked()).isNull();
    }

    @Test
    void anEntryThatCannotBeStoredParksItsDocumentAtTheEventThatMadeItSo() {
        Tally.Projection strange = new Tally.Projection();
        List<DomainEventMessage<?>> events = History.of(new OrderApproved(ONE), new OrderCancelled(ONE), new OrderApproved(TWO)).messages();
        new Follower<>(new Spoiling(strange), documents).follow(events);
        assertThat(stored(ONE).entry().names()).isEqualTo(Map.of("OrderApproved", 1));
        assertThat(stored(ONE).parked().event()).isEqualTo(events.get(1).getIdentifier());
        assertThat(stored(TWO).parked()).isNull();
    }

    /** Makes an entry of an {@code OrderCancelled} that MongoDB's format has no place for. */
    private record Spoiling(Tally.Projection inner) implements Projection<Tally> {

        @Override
        public Tally evolve(Tally entry, RecordedEvent event) {
            Tally next = inner.evolve(entry, event);
            return event.payload() instanceof OrderCancelled ? new Tally(next.id(), 0, 0, Map.of("nul\0", 1)) : next;
        }

        @Override
        public String view() {
            return inner.view();
        }

        @Override
        public int version() {
            return inner.version();
        }

        @Override
        public Class<Tally> entryType() {
            return inner.entryType();
        }

        @Override
        public String keyOf(RecordedEvent event) {
            return inner.keyOf(event);
        }

        @Override
        public String keyOf(io.ordertrail.platform.consistency.ConsistencyToken token) {
            return inner.keyOf(token);
        }
    }

    private void follow(History history) {
        follow(history.messages());
    }

    private void follow(List<DomainEventMessage<?>> messages) {
        new Follower<>(new Tally.Projection(), documents).follow(messages);
    }

    private Stored<Tally> stored(OrderId order) {
        return documents.find(List.of(order.value())).get(order.value());
    }
}
