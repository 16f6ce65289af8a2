package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.command.process.AcceptanceDeadlines.Alarm;
import io.ordertrail.events.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcAcceptanceDeadlinesTest {

    private static final TicketId FIRST = new TicketId("01A");
    private static final TicketId SECOND = new TicketId("01B");
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration POLLING = Duration.ofMillis(20);

    private final DataSource database = Databases.empty();
    private final Adjustable clock = new Adjustable();
    private final List<TicketId> rung = new CopyOnWriteArrayList<>();
    private JdbcAcceptanceDeadlines deadlines = deadlines((ticket, due) -> rung.add(ticket));

    private JdbcAcceptanceDeadlines deadlines(Alarm alarm) {
        return new JdbcAcceptanceDeadlines(CommandTables.in(database), alarm, clock, POLLING);
    }

    @AfterEach
    void stop() {
        deadlines.stop();
    }

    @Test
    void alarmRingsWhenItIsDue() {
        deadlines.start();
        deadlines.set(SECOND, START.plus(TWO_HOURS));
        deadlines.set(FIRST, START.plus(HOUR));

        clock.putForward(HOUR);
        await().untilAsserted(() -> assertThat(rung).containsExactly(FIRST));

        clock.putForward(HOUR);
        await().untilAsserted(() -> assertThat(rung).containsExactly(FIRST, SECOND));
    }

    @Test
    void alarmSetTwiceRingsOnceAndAtTheFirstTime() {
        deadlines.set(FIRST, START.plus(HOUR));
        deadlines.set(FIRST, START.plus(TWO_HOURS));
        deadlines.set(SECOND, START.plus(TWO_HOURS));
        deadlines.start();

        clock.putForward(TWO_HOURS);

        await().untilAsserted(() -> assertThat(rung).contains(SECOND));
        await().untilAsserted(() -> assertThat(rows()).isZero());
        assertThat(rung).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void alarmTellsWhenItWasDue() {
        List<Instant> dues = new CopyOnWriteArrayList<>();
        deadlines = deadlines((ticket, due) -> dues.add(due));
        deadlines.set(FIRST, START.plusMillis(1_234));
        clock.putForward(HOUR);
        deadlines.start();

        await().untilAsserted(() -> assertThat(dues).containsExactly(START.plusMillis(1_234)));
    }

    @Test
    void alarmRingsAfterARestart() {
        deadlines.start();
        deadlines.set(FIRST, START.plus(HOUR));
        deadlines.stop();
        clock.putForward(HOUR);
        assertThat(rung).isEmpty();

        deadlines = deadlines((ticket, due) -> rung.add(ticket));
        deadlines.start();

        await().untilAsserted(() -> assertThat(rung).containsExactly(FIRST));
    }

    @Test
    void stoppedClockCanBeStartedAgain() {
        deadlines.start();
        deadlines.stop();
        deadlines.set(FIRST, START);
        deadlines.start();

        assertThat(deadlines.isRunning()).isTrue();
        await().untilAsserted(() -> assertThat(rung).containsExactly(FIRST));
    }

    @Test
    void alarmThatFailedRingsAgain() {
        AtomicInteger tries = new AtomicInteger();
        deadlines = deadlines((ticket, due) -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("The command bus is away");
            }
        });
        deadlines.set(FIRST, START);
        deadlines.start();
        await().untilAsserted(() -> assertThat(failures()).isEqualTo(1));

        clock.putForward(HOUR);

        await().untilAsserted(() -> assertThat(rows()).isZero());
        assertThat(tries).hasValue(2);
    }

    @Test
    void alarmThatWasRingingWhenItsNodeDiedRingsAgain() {
        deadlines.set(FIRST, START);
        client().sql("UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'dead', last_heartbeat = execution_time").update();
        clock.putForward(HOUR);

        deadlines.start();

        await().untilAsserted(() -> assertThat(rung).containsExactly(FIRST));
    }

    private long rows() {
        return client().sql("SELECT COUNT(*) FROM scheduled_tasks").query(Long.class).single();
    }

    private int failures() {
        return client().sql("SELECT COALESCE(MAX(consecutive_failures), 0) FROM scheduled_tasks").query(Integer.class).single();
    }

    private JdbcClient client() {
        return JdbcClient.create(database);
    }

    /** Goes on as time does, but can be put forward. */
    private static final class Adjustable extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void putForward(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }
}
