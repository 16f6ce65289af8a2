package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.IdempotencyKeys.Claim;
import io.ordertrail.command.IdempotencyKeys.State;
import io.ordertrail.platform.time.SetTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcIdempotencyKeysTest extends IdempotencyKeysContract {

    /** In milliseconds, as the store keeps times. */
    private final SetTime clock = new SetTime(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private CommandTables tables;

    @BeforeEach
    void open() {
        tables = Databases.tables(Databases.empty());
        keys = new JdbcIdempotencyKeys(tables, LIFE, clock);
        other = new JdbcIdempotencyKeys(Databases.tables(tables.dataSource()), LIFE, clock);
    }

    @Override
    void pass() {
        JdbcClient.create(tables.dataSource()).sql("UPDATE idempotency_keys SET begun = begun - INTERVAL '16' SECOND").update();
    }

    /** When the key ends, as it is stored; null if it is gone. */
    private Instant endOf(String key) {
        return JdbcClient.create(tables.dataSource()).sql("SELECT expires FROM idempotency_keys WHERE idempotency_key = ?").param(key)
                .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant).orElse(null);
    }

    @Test
    void keyLivesFromItsLastAttemptHoweverThatEnded() {
        keys.claim("key", "print", "01A", "a");
        assertThat(endOf("key")).isEqualTo(clock.instant().plus(LIFE));
        keys.giveUp("key", "a");

        clock.pass(LIFE.minusMillis(1));
        other.claim("key", "another", "01A", "b");
        assertThat(endOf("key")).as("refused, it is not used").isEqualTo(clock.instant().plusMillis(1));
        other.claim("key", "print", "01A", "c");
        other.free("key", "c");
        assertThat(endOf("key")).isEqualTo(clock.instant().plus(LIFE));
    }

    @Test
    void keyWhoseLifeIsOverIsTakenAwayByNewOnesAndIsNewItself() {
        for (int i = 0; i < 5; i++) {
            keys.claim("old " + i, "print", "01A", "a" + i);
        }
        pass();
        clock.pass(LIFE.plusSeconds(1));
        keys.claim("old 4", "print", "01A", "used again");
        int news = 0;
        while (endOf("old 0") != null || endOf("old 1") != null || endOf("old 2") != null || endOf("old 3") != null) {
            keys.claim("new " + news++, "print", "01B", "b");
        }

        assertThat(news).isEqualTo(4 / JdbcIdempotencyKeys.TAKEN_AWAY);
        assertThat(endOf("old 4")).as("it was used in time").isEqualTo(clock.instant().plus(LIFE));
        assertThat(keys.claim("old 0", "another", "01C", "c")).isEqualTo(new Claim(State.TAKEN, "01C", null));
    }

    @Test
    void attemptOfAProcessThatIsGoneIsOver() {
        keys.claim("key", "print", "01A", "a");

        assertThat(new JdbcIdempotencyKeys(tables, LIFE, clock).claim("key", "print", "01B", "b"))
                .isEqualTo(new Claim(State.TAKEN, "01A", null));
    }

    @Test
    void keysOfTheTimeBeforeAttemptsWereKeptStay() {
        JdbcClient.create(tables.dataSource()).sql("""
                INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id) VALUES ('key', 'print', '01A')""").update();

        assertThat(keys.claim("key", "another", "01B", "a").state()).isEqualTo(State.REUSED);
        assertThat(keys.claim("key", "print", "01B", "a")).isEqualTo(new Claim(State.TAKEN, "01A", null));
    }
}
