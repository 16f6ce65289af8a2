package io.ordertrail.command.store;

import io.ordertrail.command.accounting.PaymentRepository;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Payments in one table, a row each, and in another one up to where each account's are kept. */
class JdbcPaymentRepository implements PaymentRepository {

    private final CommandTables tables;

    JdbcPaymentRepository(CommandTables tables) {
        this.tables = tables;
    }

    @Override
    public long keptUpTo(AccountId account) {
        return tables.client().sql("SELECT event FROM accounts_kept WHERE account_id = ?").param(account.value()).query(Long.class)
                .optional().orElse(-1L);
    }

    @Override
    public Map<OrderId, KeptPayment> find(AccountId account, Collection<OrderId> orders) {
        return orders.stream().flatMap(order -> find(account, order).stream())
                .collect(Collectors.toMap(KeptPayment::order, Function.identity()));
    }

    private Optional<KeptPayment> find(AccountId account, OrderId order) {
        return tables.client().sql("SELECT event, state FROM payments WHERE account_id = ? AND order_id = ?")
                .params(account.value(), order.value())
                .query((row, number) -> new KeptPayment(order, row.getLong(1), row.getString(2)))
                .optional();
    }

    /** All or nothing, and by one at a time: the database is one process's. */
    @Override
    public synchronized void keep(AccountId account, Collection<KeptPayment> payments, long upTo) {
        tables.write(() -> {
            payments.forEach(payment -> keep(account, payment));
            return tables.client().sql(keptUpTo(account) < 0
                    ? "INSERT INTO accounts_kept (event, account_id) VALUES (?, ?)"
                    : "UPDATE accounts_kept SET event = GREATEST(event, ?) WHERE account_id = ?")
                    .params(upTo, account.value()).update();
        });
    }

    private void keep(AccountId account, KeptPayment payment) {
        Optional<KeptPayment> former = find(account, payment.order());
        if (former.isEmpty()) {
            tables.client().sql("INSERT INTO payments (account_id, order_id, event, state) VALUES (?, ?, ?, ?)")
                    .params(account.value(), payment.order().value(), payment.event(), payment.state()).update();
        } else if (former.get().event() < payment.event()) {
            tables.client().sql("UPDATE payments SET event = ?, state = ? WHERE account_id = ? AND order_id = ?")
                    .params(payment.event(), payment.state(), account.value(), payment.order().value()).update();
        }
    }
}
