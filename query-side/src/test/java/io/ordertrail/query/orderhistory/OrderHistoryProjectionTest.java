package io.ordertrail.query.orderhistory;

import static io.ordertrail.query.orderhistory.Lives.ADA;
import static io.ordertrail.query.orderhistory.Lives.AJANTA;
import static io.ordertrail.query.orderhistory.Lives.COURIER;
import static io.ordertrail.query.orderhistory.Lives.HOME;
import static io.ordertrail.query.orderhistory.Lives.LATER;
import static io.ordertrail.query.orderhistory.Lives.PLACED;
import static io.ordertrail.query.orderhistory.Lives.SEEN;
import static io.ordertrail.query.orderhistory.Lives.VINDALOO;
import static io.ordertrail.query.orderhistory.Lives.WANTED;
import static io.ordertrail.query.orderhistory.Lives.WORK;
import static io.ordertrail.query.orderhistory.Lives.eur;
import static io.ordertrail.query.orderhistory.Lives.placed;
import static io.ordertrail.views.history.History.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent.AccountDisabled;
import io.ordertrail.events.AccountEvent.AccountEnabled;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.CourierLocation;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Delivery;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Payment;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Restaurant;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Ticket;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderHistoryProjectionTest {

    private static final OrderId ORDER = new OrderId("1");
    private static final TicketId TICKET = TicketId.of(ORDER);
    private static final DeliveryId DELIVERY = DeliveryId.of(ORDER);
    private static final AccountId ACCOUNT = AccountId.of(ADA);

    private final OrderHistoryProjection projection = new OrderHistoryProjection();

    @Test
    void aPlacedOrderAwaitsItsApproval() {
        assertThat(after(placed("1"))).isEqualTo(new OrderHistoryEntry(ORDER, OrderStatus.APPROVAL_PENDING, 0L, ADA,
                new Restaurant(AJANTA, "Ajanta"), List.of(VINDALOO), eur("61.70"), PLACED, WANTED, "T-1", HOME, null, null, null, null,
                BEGIN, " chicken vindaloo "));
    }

    @Test
    void aDeliveredOrderShowsItsWholeLife() {
        assertThat(after(Lives.delivered("1"))).isEqualTo(new OrderHistoryEntry(ORDER, OrderStatus.DELIVERED, 4L, ADA,
                new Restaurant(AJANTA, "Ajanta"), List.of(VINDALOO.withQuantity(10)), eur("123.40"), PLACED, LATER, "T-1", WORK, null,
                new Ticket(TICKET, TicketStatus.PICKED_UP, WANTED, null, null),
                new Payment(PaymentStatus.CAPTURED, eur("123.40"), eur("60.00")),
                new Delivery(DELIVERY, DeliveryStatus.COMPLETED, COURIER,
                        new CourierLocation(SEEN.lat(), SEEN.lon(), WANTED.plusSeconds(180)),
                        WANTED, LATER, WANTED.plusSeconds(60), WANTED.plusSeconds(1500), null),
                BEGIN.plusSeconds(24), " chicken vindaloo "));
    }

    @Test
    void itsLastChangeIsItsLatestEventsWhateverComesLast() {
        List<RecordedEvent> events = History.of(placed("1"), new TicketRequested(TICKET, ORDER, AJANTA, List.of()),
                new TicketCreated(TICKET, ORDER, PLACED.plusSeconds(900)), new OrderApproved(ORDER)).recorded();
        for (List<Integer> order : List.of(List.of(0, 1, 2, 3), List.of(0, 3, 1, 2), List.of(1, 2, 0, 3))) {
            OrderHistoryEntry entry = null;
            for (int event : order) {
                entry = projection.evolve(entry, events.get(event));
            }
            assertThat(entry.changedAt()).isEqualTo(BEGIN.plusSeconds(3));
        }
    }

    @Test
    void anOrderWasNotChangedBeforeItWasPlaced() {
        OrderHistoryEntry entry = after(placed("1", ADA, AJANTA, BEGIN.plusSeconds(60), VINDALOO));
        assertThat(entry.changedAt()).isEqualTo(BEGIN.plusSeconds(60));
    }

    @Test
    void aCancelledOrderShowsWhatBecameOfItsParts() {
        OrderHistoryEntry entry = after(Lives.cancelled("1"));
        assertThat(entry.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(entry.ticket().status()).isEqualTo(TicketStatus.CANCELLED);
        assertThat(entry.payment()).isEqualTo(new Payment(PaymentStatus.REVERSED, eur("61.70"), null));
        assertThat(entry.delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
    }

    @Test
    void aRejectedOrderTellsWhy() {
        OrderHistoryEntry entry = after(placed("1"), new TicketRequested(TICKET, ORDER, AJANTA, List.of()),
                new PaymentDeclined(ACCOUNT, ORDER, eur("61.70"), Rejection.CARD_LIMIT),
                new TicketAbandoned(TICKET, ORDER, Rejection.CARD_LIMIT),
                new OrderRejected(ORDER, Rejection.CARD_LIMIT));
        assertThat(entry.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(entry.rejection()).isEqualTo(Rejection.CARD_LIMIT);
        assertThat(entry.ticket().status()).isEqualTo(TicketStatus.CANCELLED);
        assertThat(entry.payment()).isEqualTo(new Payment(PaymentStatus.DECLINED, eur("61.70"), null));
    }

    @Test
    void aProposedRevisionChangesNothingYetAndARefusedOneNothingAtAll() {
        OrderHistoryEntry approved = after(placed("1"), new OrderApproved(ORDER));
        OrderRevisionProposed proposal =
                new OrderRevisionProposed(ORDER, ADA, List.of(VINDALOO.withQuantity(9)), eur("111.06"), LATER, WORK);
        OrderHistoryEntry pending = after(placed("1"), new OrderApproved(ORDER), proposal);
        assertThat(pending.status()).isEqualTo(OrderStatus.REVISION_PENDING);
        assertThat(pending).usingRecursiveComparison().ignoringFields("status", "version", "changedAt").isEqualTo(approved);
        OrderHistoryEntry refused = after(placed("1"), new OrderApproved(ORDER), proposal, new OrderRevisionRefused(ORDER, "CARD_LIMIT"));
        assertThat(refused).usingRecursiveComparison().ignoringFields("version", "changedAt").isEqualTo(approved);
        assertThat(refused.version()).isEqualTo(3);
    }

    @Test
    void aRefusedCancellationLeavesTheOrderApproved() {
        List<DomainEvent> events = List.of(placed("1"), new OrderApproved(ORDER), new OrderCancellationRequested(ORDER, ADA));
        assertThat(after(events).status()).isEqualTo(OrderStatus.CANCEL_PENDING);
        assertThat(after(and(events, new OrderCancellationRefused(ORDER, "PREPARING"))).status()).isEqualTo(OrderStatus.APPROVED);
    }

    @Test
    void aPendingTicketGoesBackToWhereItWas() {
        List<DomainEvent> accepted =
                List.of(new TicketRequested(TICKET, ORDER, AJANTA, List.of()), new TicketCreated(TICKET, ORDER, PLACED),
                        new TicketAccepted(TICKET, ORDER, WANTED));
        OrderHistoryEntry before = after(accepted);
        List<DomainEvent> cancelling = and(accepted, new TicketCancellationRequested(TICKET, ORDER));
        assertThat(after(cancelling).ticket().status()).isEqualTo(TicketStatus.CANCEL_PENDING);
        assertThat(after(and(cancelling, new TicketCancellationUndone(TICKET, ORDER))).ticket()).isEqualTo(before.ticket());
        List<DomainEvent> revising = and(accepted, new TicketRevisionRequested(TICKET, ORDER, 2, List.of()));
        assertThat(after(revising).ticket().status()).isEqualTo(TicketStatus.REVISION_PENDING);
        assertThat(after(and(revising, new TicketRevisionUndone(TICKET, ORDER, 2))).ticket()).isEqualTo(before.ticket());
    }

    @Test
    void aDeclinedTicketTellsWhy() {
        assertThat(after(new TicketRequested(TICKET, ORDER, AJANTA, List.of()), new TicketDeclined(TICKET, ORDER, "out of rice")).ticket())
                .isEqualTo(new Ticket(TICKET, TicketStatus.CANCELLED, null, "out of rice", null));
    }

    @Test
    void aFailedDeliveryTellsWhy() {
        OrderHistoryEntry entry = after(placed("1"), new DeliveryPlanned(DELIVERY, ORDER, ADA, AJANTA, WANTED, HOME, HOME),
                new DeliveryScheduled(DELIVERY, ORDER, COURIER, WANTED, LATER), new DeliveryPickedUp(DELIVERY, ORDER, COURIER, WANTED),
                new DeliveryFailed(DELIVERY, ORDER, ADA, COURIER, "nobody there"), new OrderNotDelivered(ORDER));
        assertThat(entry.delivery())
                .isEqualTo(new Delivery(DELIVERY, DeliveryStatus.FAILED, COURIER, null, WANTED, LATER, WANTED, null, "nobody there"));
        assertThat(entry.status()).isEqualTo(OrderStatus.NOT_DELIVERED);
    }

    @Test
    void aDeliveryThatIsTakenOverIsWithTheCourierWhoHasItNow() {
        CourierId other = new CourierId("another");
        assertThat(after(placed("1"), new DeliveryPlanned(DELIVERY, ORDER, ADA, AJANTA, WANTED, HOME, HOME),
                new DeliveryScheduled(DELIVERY, ORDER, COURIER, WANTED, LATER),
                new DeliveryScheduled(DELIVERY, ORDER, other, WANTED, LATER))
                .delivery()).isEqualTo(new Delivery(DELIVERY, DeliveryStatus.SCHEDULED, other, null, WANTED, LATER, null, null, null));
    }

    @Test
    void aPaymentIsRefundedOnceAllOfItIsGivenBack() {
        List<DomainEvent> captured =
                List.of(new PaymentAuthorized(ACCOUNT, ORDER, eur("10")), new PaymentCaptured(ACCOUNT, ORDER, eur("10")),
                        new RefundIssued(ACCOUNT, ORDER, eur("4"), "cold", null));
        assertThat(after(captured).payment()).isEqualTo(new Payment(PaymentStatus.CAPTURED, eur("10"), eur("4")));
        assertThat(after(and(captured, new RefundIssued(ACCOUNT, ORDER, eur("6"), "late", null))).payment())
                .isEqualTo(new Payment(PaymentStatus.REFUNDED, eur("10"), eur("10")));
    }

    @Test
    void aReversalThatCameBeforeItsAuthorisationHasNoAmount() {
        assertThat(after(AuthorizationReversed.ahead(ACCOUNT, ORDER)).payment())
                .isEqualTo(new Payment(PaymentStatus.REVERSED, null, null));
    }

    @Test
    void aDeclinedRevisionOfThePaymentChangesNothing() {
        assertThat(after(new PaymentAuthorized(ACCOUNT, ORDER, eur("10")),
                new AuthorizationRevisionDeclined(ACCOUNT, ORDER, 2, eur("99"), Rejection.CARD_LIMIT)).payment())
                .isEqualTo(new Payment(PaymentStatus.AUTHORIZED, eur("10"), null));
    }

    @Test
    void eventsOfNoOrderAreNotForThisView() {
        History others = History.of(new AccountOpened(ACCOUNT, ADA), new AccountDisabled(ACCOUNT), new AccountEnabled(ACCOUNT),
                new ConsumerRegistered(ADA, new PersonName("Ada"), null));
        assertThat(others.recorded()).extracting(projection::keyOf).containsOnlyNulls();
    }

    static Stream<List<DomainEvent>> lives() {
        return Stream.of(Lives.delivered("1"), Lives.cancelled("1"));
    }

    /**
     * However the streams of the aggregates are shuffled into each other, and whatever comes twice: each keeps its own order, that is
     * all.
     */
    @ParameterizedTest
    @MethodSource("lives")
    void theEntryIsTheSameInWhateverOrderTheAggregatesArrive(List<DomainEvent> life) {
        List<RecordedEvent> history = History.of(life.toArray(DomainEvent[]::new)).recorded();
        OrderHistoryEntry expected = fold(history);
        for (int seed = 0; seed < 2000; seed++) {
            assertThat(fold(shuffled(history, new Random(seed)))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void whatTheOrderItselfHasNotToldYetIsMissing() {
        OrderHistoryEntry entry = after(new TicketRequested(TICKET, ORDER, AJANTA, List.of()));
        assertThat(entry.id()).isEqualTo(ORDER);
        assertThat(entry.placedAt()).isNull();
        assertThat(entry.version()).isNull();
    }

    /** Interleaves the aggregates' streams at random, going back in one of them now and then. */
    private static List<RecordedEvent> shuffled(List<RecordedEvent> history, Random random) {
        Map<String, Deque<RecordedEvent>> streams = new LinkedHashMap<>();
        history.forEach(event -> streams.computeIfAbsent(event.aggregate(), k -> new ArrayDeque<>()).add(event));
        List<RecordedEvent> shuffled = new ArrayList<>();
        while (!streams.isEmpty()) {
            List<String> left = List.copyOf(streams.keySet());
            String next = left.get(random.nextInt(left.size()));
            shuffled.add(streams.get(next).removeFirst());
            if (streams.get(next).isEmpty()) {
                streams.remove(next);
            }
            if (random.nextInt(4) == 0) {
                shuffled.add(shuffled.get(random.nextInt(shuffled.size())));
            }
        }
        return shuffled;
    }

    /** As the machinery does it: what an aggregate has already told is skipped. */
    private OrderHistoryEntry fold(Collection<RecordedEvent> events) {
        Map<String, Long> seen = new HashMap<>();
        OrderHistoryEntry entry = null;
        for (RecordedEvent event : events) {
            if (projection.keyOf(event) != null && event.sequence() > seen.getOrDefault(event.aggregate(), -1L)) {
                entry = projection.evolve(entry, event);
                seen.put(event.aggregate(), event.sequence());
            }
        }
        return entry;
    }

    private OrderHistoryEntry after(DomainEvent... events) {
        return fold(History.of(events).recorded());
    }

    private OrderHistoryEntry after(List<DomainEvent> events) {
        return after(events.toArray(DomainEvent[]::new));
    }

    private static List<DomainEvent> and(List<DomainEvent> events, DomainEvent more) {
        List<DomainEvent> all = new ArrayList<>(events);
        Collections.addAll(all, more);
        return all;
    }
}
