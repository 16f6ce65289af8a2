package io.ordertrail.command.store;

import io.ordertrail.platform.parking.ParkedEvent;
import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.parking.ParkedSequence;
import io.ordertrail.platform.parking.ParkingFull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Parked sequences in one table, their events in another; times in milliseconds since 1970. Each step is a transaction apart that begins by
 * writing to the first table, and so has both to itself.
 */
class JdbcParkedEventRepository implements ParkedEventRepository {

    private static final String FREE = "(leased_until <= ? OR leased_until > ?)";

    private final CommandTables tables;
    private final JdbcClient client;
    private final int mostSequences;
    private final int mostEvents;

    JdbcParkedEventRepository(CommandTables tables, int mostSequences, int mostEvents) {
        this.tables = tables;
        this.client = tables.client();
        this.mostSequences = mostSequences;
        this.mostEvents = mostEvents;
    }

    @Override
    public Set<String> ids() {
        return tables.apart(() -> client.sql("SELECT sequence_id FROM parked_sequences").query(String.class).set());
    }

    @Override
    public boolean append(String sequence, ParkedEvent event) {
        return tables.apart(() -> isAppended(sequence, event));
    }

    private boolean isAppended(String sequence, ParkedEvent event) {
        boolean parked = client.sql("UPDATE parked_sequences SET lease = lease WHERE sequence_id = ?").param(sequence).update() > 0;
        if (parked && read(sequence).orElseThrow().lacks(event)) {
            addTo(sequence, event);
        }
        return parked;
    }

    private void addTo(String sequence, ParkedEvent event) {
        long there = client.sql("SELECT COUNT(*) FROM parked_events WHERE sequence_id = ?").param(sequence).query(Long.class).single();
        if (there >= mostEvents) {
            throw new ParkingFull("events of %s".formatted(sequence), mostEvents);
        }
        client.sql("""
                INSERT INTO parked_events (sequence_id, event_id, aggregate_id, sequence_number, feed_position, event_type, happened)
                VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(sequence, event.id(), event.aggregate(), event.sequence(), event.position(), event.type(),
                        event.time().toEpochMilli())
                .update();
    }

    @Override
    public void park(String sequence, ParkedEvent event, String cause, Instant now, Instant next) {
        tables.apart(() -> {
            if (!isAppended(sequence, event)) {
                long parked = client.sql("SELECT COUNT(*) FROM parked_sequences").query(Long.class).single();
                if (parked >= mostSequences) {
                    throw new ParkingFull("sequences", mostSequences);
                }
                client.sql("""
                        INSERT INTO parked_sequences (sequence_id, since, attempts, next_attempt, leased_until, lease, cause)
                        VALUES (?, ?, 1, ?, 0, 0, ?)""")
                        .params(sequence, now.toEpochMilli(), next.toEpochMilli(), cause).update();
                addTo(sequence, event);
            }
            return true;
        });
    }

    @Override
    public Optional<ParkedSequence> take(Instant now, Instant until, Instant farthest) {
        return tables.apart(() -> client.sql("SELECT sequence_id FROM parked_sequences WHERE next_attempt <= ? AND " + FREE
                + " ORDER BY next_attempt LIMIT 1")
                .params(now.toEpochMilli(), now.toEpochMilli(), farthest.toEpochMilli()).query(String.class).optional()
                .filter(id -> client.sql("UPDATE parked_sequences SET leased_until = ?, lease = lease + 1 WHERE sequence_id = ? AND "
                        + FREE).params(until.toEpochMilli(), id, now.toEpochMilli(), farthest.toEpochMilli()).update() == 1)
                .flatMap(this::read));
    }

    @Override
    public Optional<ParkedSequence> handled(ParkedSequence leased, Instant until) {
        return tables.apart(() -> {
            boolean ours = client.sql("""
                    UPDATE parked_sequences SET leased_until = ?, attempts = 0, cause = NULL WHERE sequence_id = ? AND lease = ?""")
                    .params(until.toEpochMilli(), leased.id(), leased.lease()).update() == 1;
            return ours && withoutFirst(leased.id(), leased.first().id()) ? read(leased.id()) : Optional.empty();
        });
    }

    /** @return whether it was there */
    private boolean withoutFirst(String sequence, String event) {
        boolean was = client.sql("DELETE FROM parked_events WHERE sequence_id = ? AND event_id = ?").params(sequence, event).update() == 1;
        client.sql("""
                DELETE FROM parked_sequences WHERE sequence_id = ?
                AND NOT EXISTS (SELECT 1 FROM parked_events WHERE parked_events.sequence_id = parked_sequences.sequence_id)""")
                .param(sequence).update();
        return was;
    }

    @Override
    public void postpone(ParkedSequence leased, int attempts, String cause, Instant next) {
        tables.apart(() -> client.sql("""
                UPDATE parked_sequences SET attempts = ?, cause = ?, next_attempt = ?, leased_until = 0
                WHERE sequence_id = ? AND lease = ?""")
                .params(attempts, cause, next.toEpochMilli(), leased.id(), leased.lease()).update());
    }

    @Override
    public boolean hasten(String sequence, Instant now) {
        return tables.apart(() -> client.sql("UPDATE parked_sequences SET next_attempt = ? WHERE sequence_id = ?")
                .params(now.toEpochMilli(), sequence).update() == 1);
    }

    @Override
    public boolean discard(String sequence, String event, Instant now) {
        return tables.apart(() -> {
            boolean free = client.sql("""
                    UPDATE parked_sequences SET next_attempt = ?, attempts = 0, cause = NULL WHERE sequence_id = ? AND leased_until <= ?
                    AND ? = (SELECT event_id FROM parked_events WHERE parked_events.sequence_id = parked_sequences.sequence_id
                        ORDER BY feed_position LIMIT 1)""")
                    .params(now.toEpochMilli(), sequence, now.toEpochMilli(), event).update() == 1;
            return free && withoutFirst(sequence, event);
        });
    }

    @Override
    public Optional<ParkedSequence> find(String sequence) {
        return tables.apart(() -> read(sequence));
    }

    private Optional<ParkedSequence> read(String sequence) {
        return read("sequence_id = ?", sequence, 1).stream().findFirst();
    }

    @Override
    public List<ParkedSequence> list(String after, int limit) {
        return tables.apart(() -> read("sequence_id > ?", after, limit));
    }

    private List<ParkedSequence> read(String which, String id, int limit) {
        return client.sql("SELECT * FROM parked_sequences WHERE " + which + " ORDER BY sequence_id LIMIT ?")
                .params(id, limit)
                .query((row, number) -> new ParkedSequence(row.getString("sequence_id"), Instant.ofEpochMilli(row.getLong("since")),
                        row.getInt("attempts"), Instant.ofEpochMilli(row.getLong("next_attempt")),
                        Instant.ofEpochMilli(row.getLong("leased_until")), row.getLong("lease"), row.getString("cause"),
                        eventsOf(row.getString("sequence_id"))))
                .list();
    }

    private List<ParkedEvent> eventsOf(String sequence) {
        return client.sql("SELECT * FROM parked_events WHERE sequence_id = ? ORDER BY feed_position").param(sequence)
                .query((row, number) -> new ParkedEvent(row.getString("event_id"), row.getString("aggregate_id"),
                        row.getLong("sequence_number"), row.getLong("feed_position"), row.getString("event_type"),
                        Instant.ofEpochMilli(row.getLong("happened"))))
                .list();
    }

    @Override
    public Amount amount() {
        return tables.apart(() -> client.sql("SELECT COUNT(*), MIN(since), (SELECT COUNT(*) FROM parked_events) FROM parked_sequences")
                .query((row, number) -> new Amount(row.getLong(1), row.getLong(3),
                        row.getLong(1) == 0 ? null : Instant.ofEpochMilli(row.getLong(2))))
                .single());
    }
}
