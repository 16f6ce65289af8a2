package io.ordertrail.views.rebuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.views.documents.MemoryStore;
import io.ordertrail.views.documents.Sums;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.projection.Summed;
import io.ordertrail.views.rebuild.verify.Report.Difference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SumVerificationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Summed<Tally> projection = Tallies.summed();
    private final MemoryStore<Tally> documents = new MemoryStore<>();
    private final MemoryStore<Summands> parts = new MemoryStore<>();
    private final MemoryStore<Summands> wholes = new MemoryStore<>();
    private final Sums<Tally> sums = new Sums<>(projection, documents, parts, wholes);
    private final History history = History.of(new OrderApproved(new OrderId("a1")));

    /** Whenever somebody looks, the document is written and not counted yet; what he has seen is counted by the time that he looks again. */
    @Test
    void itEndsThoughADocumentIsWrittenWheneverItIsLookedAt() {
        documents.follow(projection, history.messages());
        Passing busy = new Passing(() -> 1, () -> {
            sums.refresh(List.of("a1"));
            write();
            return 1;
        });
        assertThat(assertTimeoutPreemptively(PATIENCE, () -> verified(busy))).isEqualTo(Report.NONE);
    }

    @Test
    void whatIsOnItsWayIsWaitedForUntilItsEventHasBeenPassed() {
        documents.follow(projection, history.messages());
        AtomicInteger looks = new AtomicInteger();
        assertThat(verified(new Passing(() -> 1, () -> {
            if (looks.incrementAndGet() == 5) {
                sums.refresh(List.of("a1"));
            }
            return looks.get() < 5 ? 0 : 1;
        }))).isEqualTo(Report.NONE);
        assertThat(looks).hasValue(5);
    }

    @Test
    void whatHasNotComeByThenIsWrongThoughTheDocumentGoesOn() {
        documents.follow(projection, history.messages());
        sums.refresh(List.of("a1"));
        write();
        Report report = verified(new Passing(() -> 1, () -> {
            write();
            return 1;
        }));
        assertThat(report.samples()).extracting(Difference::id).containsExactly("a/1");
    }

    private void write() {
        Stored<Tally> stored = documents.documents().get("a1");
        documents.documents().put("a1", stored.withRevision(stored.revision() + 1));
    }

    private Report verified(Passing passing) {
        return new SumVerification<>(sums, passing, new Readers()).with(Report.NONE);
    }
}
