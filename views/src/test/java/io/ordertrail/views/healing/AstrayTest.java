package io.ordertrail.views.healing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.following.Follower;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.TimedHistory;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account's events are of many orders, and one that cannot be read does not tell of which. */
@StoreTest
class AstrayTest {

    private static final OrderId ORDER = new OrderId("o");
    private static final OrderId OTHER = new OrderId("p");
    private static final AccountId ACCOUNT = new AccountId("c1");
    private static final Money AMOUNT = Money.of("10.00", "EUR");

    private final Unreading projection = new Unreading();
    private final TimedHistory history = new TimedHistory()
            .then(Duration.ofSeconds(0), new OrderApproved(ORDER))
            .then(Duration.ofSeconds(1), new PaymentAuthorized(ACCOUNT, ORDER, AMOUNT))
            .then(Duration.ofSeconds(2), new PaymentCaptured(ACCOUNT, ORDER, AMOUNT))
            .then(Duration.ofSeconds(3), new RefundIssued(ACCOUNT, ORDER, AMOUNT, "cold", null))
            .then(Duration.ofSeconds(4), new PaymentCaptured(ACCOUNT, OTHER, AMOUNT));
    private Documents<Tally> documents;
    private Generation<Tally> live;

    /** Counts an account's events as tickets, and cannot read one kind of them for a while. */
    private static final class Unreading implements Projection<Tally> {

        private final Projection<Tally> inner = Tallies.projection();
        private boolean broken = true;

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
            if (broken && event.payload() instanceof PaymentCaptured) {
                throw new IllegalStateException("no such currency");
            }
            return inner.keyOf(event);
        }

        @Override
        public String keyOf(ConsistencyToken token) {
            return inner.keyOf(token);
        }

        @Override
        public Tally evolve(Tally entry, RecordedEvent event) {
            Tally tally = inner.evolve(entry, event);
            if (!(event.payload() instanceof AccountEvent)) {
                return tally;
            }
            Map<String, Integer> names = new TreeMap<>(tally.names());
            names.merge(event.type(), 1, Integer::sum);
            return new Tally(tally.id(), tally.orderEvents(), tally.ticketEvents() + 1, names);
        }
    }

    @BeforeEach
    void follow(MongoDatabase database) {
        FoldedViews views = new FoldedViews(database, projection);
        documents = views.store().documents(projection, 1);
        live = views.views().live(projection);
        new Follower<>(projection, documents).follow(history.messages());
    }

    @Test
    void noTokenOfItIsAnsweredNorOfWhatComesAfterIt() {
        live.requireSeen(List.of(token(0, "o"), new ConsistencyToken("order-o", 0, "")));
        assertThat(live.find("o").orElseThrow().sequences()).as("the refund has been folded").containsEntry("account-c1", 2L);
        behind(token(1, "o"));
        behind(token(2, "o"));
        behind(token(3, "p"));
    }

    @Test
    void itGoesWhereItBelongsAsSoonAsItCanBeRead() {
        projection.broken = false;
        assertThat(mending().heal("account-c1")).isEmpty();
        live.requireSeen(List.of(token(1, "o"), token(2, "o"), token(3, "p")));
        assertThat(live.find("o").orElseThrow().entry().names())
                .isEqualTo(Map.of("OrderApproved", 1, "PaymentAuthorized", 1, "PaymentCaptured", 1, "RefundIssued", 1));
        assertThat(live.find("p").orElseThrow().entry().names()).isEqualTo(Map.of("PaymentCaptured", 1));
        assertThat(documents.parked(10)).isEmpty();
        assertThat(documents.find(List.of("account-c1"))).isEmpty();
    }

    @Test
    void itIsNotedStillWhileItCannotBeRead() {
        assertThat(mending().heal("account-c1").orElseThrow().parked()).satisfies(parked -> {
            assertThat(parked.error()).endsWith("no such currency");
            assertThat(parked.sequence()).isEqualTo(1);
            assertThat(parked.behind()).isEqualTo(Map.of("account-c1", 3L));
        });
        behind(token(2, "o"));
        assertThat(live.find("o").orElseThrow().entry().names()).containsKey("RefundIssued");
    }

    /** Whoever follows the order's document may be ahead of whoever follows the account's. */
    @Test
    void everySegmentIsToldOfIt() {
        assertThat(history.messages()).filteredOn(message -> Recording.isFor(projection, message, sequence -> false))
                .extracting(message -> message.getSequenceNumber()).containsExactly(1L, 3L);
    }

    private void behind(ConsistencyToken token) {
        assertThatThrownBy(() -> live.requireSeen(List.of(token))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND));
    }

    private static ConsistencyToken token(long sequence, String order) {
        return new ConsistencyToken("account-c1", sequence, order);
    }

    private Mending<Tally> mending() {
        return new Mending<>(projection, documents, new Narrow<>(projection, documents, history.streams()), null);
    }
}
