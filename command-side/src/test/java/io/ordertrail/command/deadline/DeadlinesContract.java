package io.ordertrail.command.deadline;

import static io.ordertrail.platform.time.SetTime.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.process.AcceptanceDeadlines.Handler;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.SetTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A deadline that is due is handled, whatever keeps it and whatever happens to the store, to the nodes and to their clocks. */
abstract class DeadlinesContract {

    private static final TicketId FIRST = new TicketId("01A");
    private static final TicketId SECOND = new TicketId("01B");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration POLLING = Duration.ofMillis(20);

    private final SetTime time = new SetTime();
    private final List<TicketId> handled = new CopyOnWriteArrayList<>();
    private final List<Deadlines> nodes = new ArrayList<>();

    /** What several nodes share. */
    abstract DeadlineRepository repository();

    /** As an ended server or a full disk does. */
    abstract void takeStoreAway();

    abstract void bringStoreBack();

    private Deadlines node() {
        return node(time, (ticket, due) -> handled.add(ticket));
    }

    private Deadlines node(SetTime clock, Handler handler) {
        Deadlines node = new Deadlines(repository(), handler, clock, clock::nanos, POLLING,
                new Supervisor(new SimpleMeterRegistry()));
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(Deadlines::stop);
    }

    private void assertRung(TicketId... tickets) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(handled).containsExactly(tickets));
    }

    @Test
    void itRingsWhenItIsDue() {
        Deadlines deadlines = node();
        deadlines.start();
        deadlines.set(SECOND, START.plus(HOUR).plus(HOUR));
        deadlines.set(FIRST, START.plus(HOUR));

        time.pass(HOUR);
        assertRung(FIRST);

        time.pass(HOUR);
        assertRung(FIRST, SECOND);
    }

    @Test
    void setTwiceItRingsOnceAndAtTheFirstTime() {
        Deadlines deadlines = node();
        deadlines.set(FIRST, START.plus(HOUR));
        deadlines.set(FIRST, START.plus(HOUR).plus(HOUR));
        deadlines.set(SECOND, START.plus(HOUR).plusSeconds(1));
        deadlines.start();

        time.pass(HOUR.plusSeconds(1));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(handled).contains(FIRST, SECOND));
        await().untilAsserted(() -> assertThat(deadlines.overdue(Duration.ofMillis(-1)).count()).isZero());
        assertThat(handled).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void itTellsWhenItWasDue() {
        List<Instant> dues = new CopyOnWriteArrayList<>();
        Deadlines deadlines = node(time, (ticket, due) -> dues.add(due));
        deadlines.set(FIRST, START.plusMillis(1_234));
        time.pass(HOUR);
        deadlines.start();

        await().untilAsserted(() -> assertThat(dues).containsExactly(START.plusMillis(1_234)));
    }

    @Test
    void itRingsAfterARestart() {
        Deadlines before = node();
        before.start();
        before.set(FIRST, START.plus(HOUR));
        before.stop();
        time.pass(HOUR);
        assertThat(handled).isEmpty();

        Deadlines after = node();
        after.start();

        assertThat(after.isRunning()).isTrue();
        assertRung(FIRST);
    }

    @Test
    void itRingsOnOneOfManyNodes() {
        List<TicketId> tickets = IntStream.range(0, 200).mapToObj(number -> new TicketId("T%03d".formatted(number))).toList();
        Deadlines a = node();
        Deadlines b = node();
        tickets.forEach(ticket -> a.set(ticket, START));
        a.start();
        b.start();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(a.overdue(Duration.ofMillis(-1)).count()).isZero());

        assertThat(handled).containsExactlyInAnyOrderElementsOf(tickets);
    }

    @Test
    void takenByANodeThatDiedItRingsWhenTheLeaseIsOver() {
        node().set(FIRST, START);
        assertThat(repository().take(START, START.plus(Deadlines.LEASE), START.plus(HOUR), 1)).hasSize(1);
        node().start();

        time.pass(Deadlines.LEASE);

        assertRung(FIRST);
    }

    @Test
    void failingItIsTriedAgainWithoutEnd() {
        AtomicInteger tries = new AtomicInteger();
        Deadlines deadlines = node(time, (ticket, due) -> {
            if (tries.incrementAndGet() <= 15) {
                throw new IllegalStateException("The command bus is away");
            }
            handled.add(ticket);
        });
        deadlines.set(FIRST, START);
        deadlines.start();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            time.pass(Deadlines.LONGEST_PAUSE);
            assertThat(handled).containsExactly(FIRST);
        });

        assertThat(tries).hasValue(16);
        assertThat(deadlines.failures()).isEqualTo(15);
        await().untilAsserted(() -> assertThat(deadlines.overdue(Duration.ZERO).count()).isZero());
    }

    @Test
    void manyThatFailDoNotStopTheRest() {
        Deadlines deadlines = node(time, (ticket, due) -> {
            if (!ticket.equals(FIRST)) {
                throw new IllegalStateException("Never");
            }
            handled.add(ticket);
        });
        IntStream.range(0, 300).forEach(number -> deadlines.set(new TicketId("T" + number), START.minusSeconds(60)));
        deadlines.set(FIRST, START);
        deadlines.start();

        assertRung(FIRST);
        assertThat(deadlines.overdue(Duration.ofSeconds(30)).count()).isEqualTo(300);
        assertThat(deadlines.overdue(Duration.ofSeconds(30)).oldest()).isEqualTo(START.minusSeconds(60));
    }

    @Test
    void aClockSetBackHoldsUpNothingThatWasSetBefore() {
        Deadlines deadlines = node();
        deadlines.set(FIRST, START.plusSeconds(10));
        deadlines.start();

        time.setBack(TWO_MINUTES);
        time.pass(Duration.ofSeconds(10));

        assertRung(FIRST);
    }

    @Test
    void aClockSetBackMakesNothingRingTooEarlyThatIsSetAfterwards() {
        Deadlines deadlines = node();
        time.setBack(TWO_MINUTES);
        deadlines.set(FIRST, time.instant().plusSeconds(60));
        deadlines.set(SECOND, time.instant().plusSeconds(30));
        deadlines.start();

        time.pass(Duration.ofSeconds(30));
        assertRung(SECOND);

        time.pass(Duration.ofSeconds(30));
        assertRung(SECOND, FIRST);
    }

    @Test
    void takenByANodeWhoseClockWasAheadItDoesNotWaitForThatTime() {
        SetTime ahead = new SetTime();
        ahead.pass(Duration.ofDays(1));
        node().set(FIRST, START);
        Instant then = ahead.instant();
        assertThat(repository().take(then, then.plus(Deadlines.LEASE), then.plus(HOUR), 1)).hasSize(1);

        node().start();

        assertRung(FIRST);
    }

    @Test
    void anOutageOfTheStoreIsSeenAndAfterItAllGoesOn() {
        Deadlines deadlines = node();
        deadlines.set(FIRST, START.plus(HOUR));
        deadlines.start();
        assertThat(new DeadlineHealth(deadlines).health().getStatus()).isEqualTo(Status.UP);
        takeStoreAway();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(deadlines.failures()).isPositive());
        time.pass(HOUR);
        assertThat(new DeadlineHealth(deadlines).health().getStatus()).isEqualTo(Status.DOWN);

        bringStoreBack();

        assertRung(FIRST);
        assertThat(new DeadlineHealth(deadlines).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void noErrorEndsTheLoop() {
        AtomicBoolean first = new AtomicBoolean(true);
        Deadlines deadlines = node(time, (ticket, due) -> {
            if (first.getAndSet(false)) {
                throw new StackOverflowError();
            }
            handled.add(ticket);
        });
        deadlines.set(FIRST, START);
        deadlines.start();
        await().untilAsserted(() -> assertThat(deadlines.failures()).isEqualTo(1));

        await().untilAsserted(() -> {
            time.pass(Deadlines.LONGEST_PAUSE);
            assertThat(handled).containsExactly(FIRST);
        });
    }
}
