package io.ordertrail.command.store;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    @Override
    public void note(CourierAvailability availability) {
        if (!tables.apart(() -> update(availability)) && !tables.apart(() -> insert(availability))) {
            // Someone has put the first availability there in between; the later version wins.
            tables.apart(() -> update(availability));
        }
    }

    private boolean update(CourierAvailability availability) {
        return client.sql("""
                UPDATE dispatch_couriers SET on_duty = :onDuty, capacity = :capacity, carrying = :carrying, version = :version
                WHERE courier_id = :courier AND version < :version""")
                .param("onDuty", availability.onDuty())
                .param("capacity", availability.capacity())
                .param("carrying", availability.carrying())
                .param("version", availability.version())
                .param("courier", availability.courierId().value())
                .update() > 0;
    }

    /** @return whether there was none, of whatever version */
    private boolean insert(CourierAvailability availability) {
        try {
            client.sql("INSERT INTO dispatch_couriers (courier_id, on_duty, capacity, carrying, version) VALUES (?, ?, ?, ?, ?)")
                    .params(availability.courierId().value(), availability.onDuty(), availability.capacity(), availability.carrying(),
                            availability.version())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<CourierAvailability> find(CourierId courier) {
        return tables.apart(() -> client.sql("SELECT * FROM dispatch_couriers WHERE courier_id = ?")
                .param(courier.value())
                .query(JdbcDispatchRepository::availability)
                .optional());
    }

    private static CourierAvailability availability(ResultSet row, int number) throws SQLException {
        return new CourierAvailability(new CourierId(row.getString("courier_id")), row.getBoolean("on_duty"), row.getInt("capacity"),
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
