package io.ordertrail.command.store;

import io.ordertrail.command.process.CourierCard;
import io.ordertrail.command.process.DispatchBoard;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dispatch board in two tables. Each call is a transaction apart, because the other side must see at once what this side wrote. */
class JdbcDispatchBoard implements DispatchBoard {

    private final CommandTables tables;
    private final JdbcClient client;

    JdbcDispatchBoard(CommandTables tables) {
        this.tables = tables;
        client = tables.client();
    }

    @Override
    public void note(CourierCard card) {
        if (!tables.apart(() -> update(card)) && !tables.apart(() -> insert(card))) {
            // Someone has put the first card there in between; the later version wins.
            tables.apart(() -> update(card));
        }
    }

    private boolean update(CourierCard card) {
        return client.sql("""
                UPDATE dispatch_couriers SET on_duty = :onDuty, capacity = :capacity, carrying = :carrying, version = :version
                WHERE courier_id = :courier AND version < :version""")
                .param("onDuty", card.onDuty())
                .param("capacity", card.capacity())
                .param("carrying", card.carrying())
                .param("version", card.version())
                .param("courier", card.courierId().value())
                .update() > 0;
    }

    /** @return whether there was none, of whatever version */
    private boolean insert(CourierCard card) {
        try {
            client.sql("INSERT INTO dispatch_couriers (courier_id, on_duty, capacity, carrying, version) VALUES (?, ?, ?, ?, ?)")
                    .params(card.courierId().value(), card.onDuty(), card.capacity(), card.carrying(), card.version())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<CourierCard> find(CourierId courier) {
        return tables.apart(() -> client.sql("SELECT * FROM dispatch_couriers WHERE courier_id = ?")
                .param(courier.value())
                .query(JdbcDispatchBoard::card)
                .optional());
    }

    private static CourierCard card(ResultSet row, int number) throws SQLException {
        return new CourierCard(new CourierId(row.getString("courier_id")), row.getBoolean("on_duty"), row.getInt("capacity"),
                row.getInt("carrying"), row.getLong("version"));
    }

    @Override
    public List<CourierId> couriersWithRoom() {
        return tables.apart(() -> client.sql("""
                SELECT courier_id FROM dispatch_couriers WHERE on_duty = TRUE AND carrying < capacity ORDER BY carrying, courier_id""")
                .query((row, number) -> new CourierId(row.getString(1)))
                .list());
    }

    @Override
    public void await(OrderId order) {
        tables.apart(() -> {
            try {
                return client.sql("INSERT INTO dispatch_waiting (order_id) VALUES (?)").param(order.value()).update();
            } catch (DuplicateKeyException e) {
                return 0;
            }
        });
    }

    @Override
    public void leave(OrderId order) {
        tables.apart(() -> client.sql("DELETE FROM dispatch_waiting WHERE order_id = ?").param(order.value()).update());
    }

    /** Orders' ids rise with the time of placing. */
    @Override
    public List<OrderId> waiting(int atMost) {
        return tables.apart(() -> client.sql("SELECT order_id FROM dispatch_waiting ORDER BY order_id")
                .withMaxRows(atMost)
                .query((row, number) -> new OrderId(row.getString(1)))
                .list());
    }
}
