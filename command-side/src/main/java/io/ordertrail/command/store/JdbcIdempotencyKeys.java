package io.ordertrail.command.store;

import io.ordertrail.command.IdempotencyKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** Idempotency keys in one table, whose primary key decides who was first. Each new one takes away some whose life is over. */
class JdbcIdempotencyKeys implements IdempotencyKeys {

    private static final String NONE = "";

    /** More than one, so that what has gathered while keys lived longer goes, too. */
    static final int TAKEN_AWAY = 2;

    private final CommandTables tables;
    /** The database is one process's: what was begun before it was opened has ended with whoever had begun it. */
    private final OffsetDateTime opened;
    private final Duration life;
    private final Clock clock;

    /** @param life of a key, from where its last attempt begins */
    JdbcIdempotencyKeys(CommandTables tables, Duration life, Clock clock) {
        this.tables = tables;
        this.life = life;
        this.clock = clock;
        // Those of versions before this one had no end.
        tables.client().sql("UPDATE idempotency_keys SET expires = ? WHERE expires IS NULL").param(end()).update();
        opened = tables.client().sql("VALUES CURRENT_TIMESTAMP").query(OffsetDateTime.class).single();
    }

    /** Each statement by itself: what is found in between may have changed when the next one comes, and then it is asked again. */
    @Override
    public Claim claim(String key, String fingerprint, String proposed, String attempt) {
        while (true) {
            Optional<Stored> stored = tables.apart(() -> find(key));
            if (stored.isEmpty()) {
                if (insert(key, fingerprint, proposed, attempt)) {
                    return new Claim(State.TAKEN, proposed, null);
                }
            } else if (stored.get().isUnderWay()) {
                return new Claim(stored.get().isFor(fingerprint) ? State.IN_PROGRESS : State.OTHERS_IN_PROGRESS, stored.get().id(),
                        stored.get().note());
            } else if (!stored.get().isFor(fingerprint)) {
                return new Claim(State.REUSED, stored.get().id(), stored.get().note());
            } else if (take(key, fingerprint, attempt, stored.get().attempt())) {
                return new Claim(State.TAKEN, stored.get().id(), stored.get().note());
            }
        }
    }

    /** @param attempt empty if none is under way, or the last one was ended */
    private record Stored(String id, String fingerprint, String attempt, boolean isUnderWay, String note) {

        boolean isFor(String request) {
            return fingerprint.equals(NONE) || fingerprint.equals(request);
        }
    }

    private Optional<Stored> find(String key) {
        return tables.client().sql("""
                SELECT order_id, fingerprint, attempt, begun, note, CURRENT_TIMESTAMP AS asked FROM idempotency_keys
                WHERE idempotency_key = ?""")
                .param(key)
                .query((row, number) -> read(row))
                .optional();
    }

    private Stored read(ResultSet row) throws SQLException {
        OffsetDateTime begun = row.getObject("begun", OffsetDateTime.class);
        OffsetDateTime now = row.getObject("asked", OffsetDateTime.class);
        boolean isUnderWay = begun != null && !begun.isBefore(opened) && !begun.plus(LONGEST_ATTEMPT).isBefore(now);
        return new Stored(row.getString("order_id"), row.getString("fingerprint"), row.getString("attempt"), isUnderWay,
                row.getString("note"));
    }

    private boolean insert(String key, String fingerprint, String id, String attempt) {
        return tables.write(() -> {
            try {
                tables.client().sql("""
                        INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id, attempt, begun, expires)
                        VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, ?)""")
                        .params(key, fingerprint, id, attempt, end())
                        .update();
                takeAway();
                return true;
            } catch (DuplicateKeyException e) {
                return false;
            }
        });
    }

    private void takeAway() {
        tables.client().sql("SELECT idempotency_key FROM idempotency_keys WHERE expires < ? ORDER BY expires LIMIT ?")
                .params(now(), TAKEN_AWAY).query(String.class).list()
                .forEach(over -> tables.client().sql("DELETE FROM idempotency_keys WHERE idempotency_key = ?").param(over).update());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime end() {
        return now().plus(life);
    }

    private boolean take(String key, String fingerprint, String attempt, String found) {
        return tables.write(() -> tables.client().sql("""
                UPDATE idempotency_keys SET fingerprint = ?, attempt = ?, begun = CURRENT_TIMESTAMP, expires = ?
                WHERE idempotency_key = ? AND attempt = ? AND fingerprint IN (?, '')""")
                .params(fingerprint, attempt, end(), key, found, fingerprint)
                .update() > 0);
    }

    @Override
    public void note(String key, String attempt, String note) {
        tables.write(() -> tables.client().sql("""
                UPDATE idempotency_keys SET attempt = '', begun = NULL, note = ? WHERE idempotency_key = ? AND attempt = ?""")
                .params(note, key, attempt)
                .update());
    }

    @Override
    public void giveUp(String key, String attempt) {
        tables.write(() -> tables.client().sql("""
                UPDATE idempotency_keys SET attempt = '', begun = NULL WHERE idempotency_key = ? AND attempt = ?""")
                .params(key, attempt)
                .update());
    }

    @Override
    public void free(String key, String attempt) {
        tables.write(() -> tables.client().sql("""
                UPDATE idempotency_keys SET fingerprint = '', attempt = '', begun = NULL WHERE idempotency_key = ? AND attempt = ?""")
                .params(key, attempt)
                .update());
    }
}
