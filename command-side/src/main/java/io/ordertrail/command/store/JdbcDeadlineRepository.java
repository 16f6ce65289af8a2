package io.ordertrail.command.store;

import io.ordertrail.command.deadline.Deadline;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.events.TicketId;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;

/** Deadlines in one table, a row each; times in milliseconds since 1970. */
class JdbcDeadlineRepository implements DeadlineRepository {

    private final CommandTables tables;

    JdbcDeadlineRepository(CommandTables tables) {
        this.tables = tables;
    }

    @Override
    public void add(TicketId ticket, Instant due) {
        tables.write(() -> {
            try {
                return tables.client().sql("INSERT INTO deadlines (ticket_id, due, next_attempt, attempts) VALUES (?, ?, ?, 0)")
                        .params(ticket.value(), due.toEpochMilli(), due.toEpochMilli()).update();
            } catch (DuplicateKeyException e) {
                return 0;
            }
        });
    }

    /** Two nodes may read the same, but the count of attempts lets only one of them write. */
    @Override
    public List<Deadline> take(Instant now, Instant until, Instant farthest, int limit) {
        return tables.write(() -> tables.client().sql("""
                SELECT ticket_id, due, attempts FROM deadlines
                WHERE next_attempt <= ? OR (attempts > 0 AND next_attempt > ?) ORDER BY next_attempt LIMIT ?""")
                .params(now.toEpochMilli(), farthest.toEpochMilli(), limit)
                .query((row, number) -> new Deadline(new TicketId(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)),
                        row.getInt(3) + 1, until))
                .list().stream().filter(this::taken).toList());
    }

    private boolean taken(Deadline deadline) {
        return tables.client().sql("UPDATE deadlines SET next_attempt = ?, attempts = ? WHERE ticket_id = ? AND attempts = ?")
                .params(deadline.next().toEpochMilli(), deadline.attempts(), deadline.ticket().value(), deadline.attempts() - 1)
                .update() == 1;
    }

    @Override
    public void complete(Deadline taken) {
        tables.write(() -> tables.client().sql("DELETE FROM deadlines WHERE ticket_id = ? AND attempts = ?")
                .params(taken.ticket().value(), taken.attempts()).update());
    }

    @Override
    public void postpone(Deadline taken, Instant next) {
        tables.write(() -> tables.client().sql("UPDATE deadlines SET next_attempt = ? WHERE ticket_id = ? AND attempts = ?")
                .params(next.toEpochMilli(), taken.ticket().value(), taken.attempts()).update());
    }

    @Override
    public Overdue dueBefore(Instant time) {
        return tables.apart(() -> tables.client().sql("SELECT COUNT(*), MIN(due) FROM deadlines WHERE due < ?").param(time.toEpochMilli())
                .query((row, number) -> new Overdue(row.getLong(1), row.getLong(1) == 0 ? null : Instant.ofEpochMilli(row.getLong(2))))
                .single());
    }
}
