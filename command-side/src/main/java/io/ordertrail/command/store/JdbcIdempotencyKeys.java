package io.ordertrail.command.store;

import io.ordertrail.command.order.IdempotencyKeys;
import io.ordertrail.events.OrderId;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** Idempotency keys in one table, whose primary key decides who was first. */
class JdbcIdempotencyKeys implements IdempotencyKeys {

    private final CommandTables tables;

    JdbcIdempotencyKeys(CommandTables tables) {
        this.tables = tables;
    }

    @Override
    public Claim claim(String key, String fingerprint, OrderId proposed) {
        Optional<Claim> stored = find(key);
        while (stored.isEmpty()) {
            // Inserted by someone else in between: ask again; released since: try again.
            stored = insert(key, fingerprint, proposed) ? Optional.of(new Claim(proposed, fingerprint)) : find(key);
        }
        return stored.get();
    }

    private Optional<Claim> find(String key) {
        return tables.apart(() -> tables.client().sql("SELECT order_id, fingerprint FROM idempotency_keys WHERE idempotency_key = ?")
                .param(key)
                .query((row, number) -> new Claim(new OrderId(row.getString(1)), row.getString(2)))
                .optional());
    }

    private boolean insert(String key, String fingerprint, OrderId order) {
        return tables.apart(() -> {
            try {
                tables.client().sql("INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id) VALUES (?, ?, ?)")
                        .params(key, fingerprint, order.value())
                        .update();
                return true;
            } catch (DuplicateKeyException e) {
                return false;
            }
        });
    }

    @Override
    public void release(String key) {
        tables.apart(() -> tables.client().sql("DELETE FROM idempotency_keys WHERE idempotency_key = ?").param(key).update());
    }
}
