package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.order.IdempotencyKeys.Claim;
import io.ordertrail.command.order.IdempotencyKeys.State;
import io.ordertrail.events.OrderId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcIdempotencyKeysTest extends IdempotencyKeysContract {

    private CommandTables tables;

    @BeforeEach
    void open() {
        tables = CommandTables.in(Databases.empty());
        keys = new JdbcIdempotencyKeys(tables);
        other = new JdbcIdempotencyKeys(CommandTables.in(tables.dataSource()));
    }

    @Override
    void pass() {
        JdbcClient.create(tables.dataSource()).sql("UPDATE idempotency_keys SET begun = begun - INTERVAL '16' SECOND").update();
    }

    @Test
    void attemptOfAProcessThatIsGoneIsOver() {
        keys.claim("key", "print", new OrderId("01A"), "a");

        assertThat(new JdbcIdempotencyKeys(tables).claim("key", "print", new OrderId("01B"), "b"))
                .isEqualTo(new Claim(State.TAKEN, new OrderId("01A")));
    }

    @Test
    void keysOfTheTimeBeforeAttemptsWereKeptStay() {
        JdbcClient.create(tables.dataSource()).sql("""
                INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id) VALUES ('key', 'print', '01A')""").update();

        assertThat(keys.claim("key", "another", new OrderId("01B"), "a").state()).isEqualTo(State.REUSED);
        assertThat(keys.claim("key", "print", new OrderId("01B"), "a")).isEqualTo(new Claim(State.TAKEN, new OrderId("01A")));
    }
}
