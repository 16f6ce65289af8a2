package io.ordertrail.views.rebuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Follower;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.TimedHistory;
import io.ordertrail.views.projection.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class VerificationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OrderId ORDER = new OrderId("o");

    private final Projection<Tally> projection = Tallies.projection();
    private final TimedHistory history = new TimedHistory();
    private final AtomicLong head = new AtomicLong();
    private MongoDatabase database;
    private Documents<Tally> live;
    private Documents<Tally> built;

    @BeforeEach
    void generations(MongoDatabase database) {
        this.database = database;
        live = new Documents<>(database, "tally.1", Tally.class);
        built = new Documents<>(database, "tally.2", Tally.class);
    }

    /** More is stored each time that anybody looks, the one document that is missing among it. */
    @Test
    void itEndsHoweverMuchIsWrittenMeanwhile() {
        insert("tally.1", 1);
        Passing busy = new Passing(head::incrementAndGet, () -> {
            database.getCollection("tally.1").updateOne(Filters.eq("d000000"),
                    Updates.combine(Updates.inc("seq.order-d0", 1L), Updates.inc("rev", 1L)));
            return head.get();
        });
        Report report = assertTimeoutPreemptively(PATIENCE, () -> verified(busy));
        assertThat(report).usingRecursiveComparison().ignoringFields("samples").isEqualTo(new Report(0, 0, 0, 1, 0, List.of()));
    }

    @Test
    void howeverManyAreMissingTheyAreLookedAtOnceMoreTogether() {
        insert("tally.1", 5_000);
        AtomicInteger waits = new AtomicInteger();
        assertThat(verified(new Passing(waits::incrementAndGet, waits::get)).missing()).isEqualTo(5_000);
        assertThat(waits).hasValue(1);
    }

    @Test
    void whatIsMissingIsLookedForOnlyWhenBothHavePassedWhatWasStoredThen() {
        history.then(Duration.ZERO, new OrderApproved(ORDER));
        follow(live, 1);
        AtomicInteger looks = new AtomicInteger();
        Report report = verified(new Passing(() -> 1, () -> {
            if (looks.incrementAndGet() == 5) {
                follow(built, 1);
            }
            return looks.get() < 5 ? 0 : 1;
        }));
        assertThat(report.equal()).isEqualTo(1);
        assertThat(looks).hasValue(5);
    }

    @Test
    void anEarlierDocumentIsBroughtForwardThoughItsAggregatesTimesGoBack() {
        history.then(Duration.ofMillis(0), new OrderApproved(ORDER))
                .then(Duration.ofMillis(500), new OrderCancelled(ORDER))
                .then(Duration.ofMillis(900), new OrderApproved(ORDER))
                .then(Duration.ofMillis(400), new OrderCancelled(ORDER));
        follow(live, 2);
        follow(built, 1);
        Report report = verified(new Passing(() -> 2, () -> {
            follow(built, 2);
            follow(live, 4);
            return 2;
        }));
        assertThat(report).isEqualTo(new Report(1, 1, 0, 0, 0, List.of()));
    }

    /** The live one is always an event behind when it is looked at: both follow the same, one after the other. */
    @Test
    void aDocumentThatIsAheadIsComparedOnceTheOtherHasComeThere() {
        for (int i = 0; i < 6; i++) {
            history.then(Duration.ofSeconds(i), i % 2 == 0 ? new OrderApproved(ORDER) : new OrderCancelled(ORDER));
        }
        follow(live, 1);
        follow(built, 2);
        AtomicInteger passes = new AtomicInteger();
        Report report = verified(new Passing(() -> {
            follow(live, passes.get() + 2);
            follow(built, passes.get() + 3);
            return passes.incrementAndGet();
        }, passes::get));
        assertThat(report).isEqualTo(new Report(1, 1, 0, 0, 0, List.of()));
        assertThat(passes).hasValue(2);
    }

    /** Of different versions, say, of which one folds tickets and one does not. */
    @Test
    void generationsOfDifferentEventsDifferAndTakeNoThirdLook() {
        history.then(Duration.ZERO, new OrderApproved(ORDER)).then(Duration.ZERO, new TicketPreparationStarted(TicketId.of(ORDER), ORDER));
        follow(live, 1);
        follow(built, 2);
        AtomicInteger waits = new AtomicInteger();
        assertThat(verified(new Passing(waits::incrementAndGet, waits::get)).different()).isEqualTo(1);
        assertThat(waits).hasValue(1);
    }

    @Test
    void whoIsWantedBackWaitsNoLongerThoughNobodyFollows() {
        insert("tally.1", 1);
        Thread verifying = Thread.currentThread();
        Passing standing = new Passing(() -> 1, () -> {
            verifying.interrupt();
            return 0;
        });
        try {
            assertThatThrownBy(() -> verified(standing)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private Report verified(Passing passing) {
        return new Verification<>(live, built, new Narrow<>(projection, built, history.streams()), passing, done -> {
        }, new Readers()).run();
    }

    private void follow(Documents<Tally> documents, int events) {
        new Follower<>(projection, documents).follow(history.messages().subList(0, events));
    }

    private void insert(String collection, int count) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(new Document("_id", "d%06d".formatted(i)).append("rev", 1L).append("seq", new Document("order-d" + i, 0L))
                    .append("d", new Document("id", "d" + i).append("orderEvents", 1).append("ticketEvents", 0)
                            .append("names", new Document())));
        }
        database.getCollection(collection).insertMany(documents);
    }
}
