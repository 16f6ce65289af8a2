package io.ordertrail.command.store;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.command.dispatch.WaitingDelivery;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the dispatch knows, in two tables. Each call is a transaction apart, because the other side must see at once what this side wrote. */
class JdbcDispatchRepository implements DispatchRepository {

    private final CommandTables tables;
    private final JdbcClient client;

    JdbcDispatchRepository(CommandTables tables) {
        this.tables = tables;
        client = tables.client();
    }

    /** If someone has put the first one there in between, it is updated: the later version wins. */
    @Override
    public void note(CourierAvailability courier) {
        if (!tables.write(() -> update(courier)) && !tables.write(() -> insert(courier))) {
            tables.write(() -> update(courier));
        }
    }

    private boolean update(CourierAvailability courier) {
        return client.sql("""
                UPDATE dispatch_couriers SET on_duty = :onDuty, capacity = :capacity, carrying = :carrying, last_assigned = :lastAssigned,
                    version = :version
                WHERE courier_id = :courier AND version < :version""")
                .param("onDuty", courier.onDuty())
                .param("capacity", courier.capacity())
                .param("carrying", courier.carrying())
                .param("lastAssigned", courier.lastAssigned().toEpochMilli())
                .param("version", courier.version())
                .param("courier", courier.courierId().value())
                .update() > 0;
    }

    /** @return whether there was none, of whatever version */
    private boolean insert(CourierAvailability courier) {
        return inserts(
                """
                INSERT INTO dispatch_couriers (courier_id, on_duty, capacity, carrying, last_assigned, version) VALUES (?, ?, ?, ?, ?, ?)""",
                courier.courierId().value(), courier.onDuty(), courier.capacity(), courier.carrying(),
                courier.lastAssigned().toEpochMilli(), courier.version());
    }

    private boolean inserts(String sql, Object... values) {
        try {
            client.sql(sql).params(values).update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<CourierAvailability> find(CourierId courier) {
        return tables.apart(() -> client.sql("SELECT * FROM dispatch_couriers WHERE courier_id = ?")
                .param(courier.value())
                .query(JdbcDispatchRepository::courier)
                .optional());
    }

    private static CourierAvailability courier(ResultSet row, int number) throws SQLException {
        return new CourierAvailability(new CourierId(row.getString("courier_id")), row.getBoolean("on_duty"), row.getInt("capacity"),
                row.getInt("carrying"), Instant.ofEpochMilli(row.getLong("last_assigned")), row.getLong("version"));
    }

    @Override
    public void forget(CourierAvailability courier) {
        tables.write(() -> client.sql("DELETE FROM dispatch_couriers WHERE courier_id = ? AND version = ?")
                .params(courier.courierId().value(), courier.version()).update());
    }

    @Override
    public List<CourierAvailability> couriersWithRoom(CourierAvailability after, int atMost) {
        return tables.apart(() -> client.sql("""
                SELECT * FROM dispatch_couriers WHERE on_duty = TRUE AND carrying < capacity
                    AND (carrying > :carrying OR (carrying = :carrying
                        AND (last_assigned > :lastAssigned OR (last_assigned = :lastAssigned AND courier_id > :courier))))
                ORDER BY carrying, last_assigned, courier_id LIMIT :atMost""")
                .param("carrying", after == null ? -1 : after.carrying())
                .param("lastAssigned", after == null ? -1 : after.lastAssigned().toEpochMilli())
                .param("courier", after == null ? "" : after.courierId().value())
                .param("atMost", atMost)
                .query(JdbcDispatchRepository::courier)
                .list());
    }

    /** Mostly it is new. One that is there may be gone again before it is written over. */
    @Override
    public void await(WaitingDelivery waiting, Instant now) {
        boolean isWritten = false;
        while (!isWritten) {
            isWritten = tables.write(() -> inserts(
                    "INSERT INTO dispatch_waiting (order_id, pick_up_at, stamp, waiting_since) VALUES (?, ?, ?, ?)",
                    waiting.orderId().value(), waiting.pickUpAt().toEpochMilli(), waiting.stamp(), now.toEpochMilli()))
                    || tables.write(() -> client.sql("UPDATE dispatch_waiting SET pick_up_at = ?, stamp = ? WHERE order_id = ?")
                            .params(waiting.pickUpAt().toEpochMilli(), waiting.stamp(), waiting.orderId().value()).update()) > 0;
        }
    }

    @Override
    public Optional<WaitingDelivery> find(OrderId order) {
        return tables.apart(() -> client.sql("SELECT * FROM dispatch_waiting WHERE order_id = ?")
                .param(order.value())
                .query(JdbcDispatchRepository::waiting)
                .optional());
    }

    private static WaitingDelivery waiting(ResultSet row, int number) throws SQLException {
        return new WaitingDelivery(new OrderId(row.getString("order_id")), Instant.ofEpochMilli(row.getLong("pick_up_at")),
                row.getString("stamp"));
    }

    @Override
    public void leave(WaitingDelivery waiting) {
        tables.write(() -> client.sql("DELETE FROM dispatch_waiting WHERE order_id = ? AND stamp = ?")
                .params(waiting.orderId().value(), waiting.stamp()).update());
    }

    @Override
    public void leave(OrderId order) {
        tables.write(() -> client.sql("DELETE FROM dispatch_waiting WHERE order_id = ?").param(order.value()).update());
    }

    @Override
    public List<WaitingDelivery> waiting(int atMost) {
        return tables.apart(() -> client.sql("SELECT * FROM dispatch_waiting ORDER BY pick_up_at, order_id LIMIT ?")
                .param(atMost)
                .query(JdbcDispatchRepository::waiting)
                .list());
    }

    @Override
    public Queue queue() {
        return tables.apart(() -> client.sql("SELECT COUNT(*), MIN(waiting_since) FROM dispatch_waiting")
                .query((row, number) -> new Queue(row.getLong(1), row.getLong(1) == 0 ? null : Instant.ofEpochMilli(row.getLong(2))))
                .single());
    }
}
