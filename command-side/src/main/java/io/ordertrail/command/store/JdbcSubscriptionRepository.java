package io.ordertrail.command.store;

import io.ordertrail.platform.subscription.Progress;
import io.ordertrail.platform.subscription.Subscription;
import io.ordertrail.platform.subscription.SubscriptionJson;
import io.ordertrail.platform.subscription.SubscriptionRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/** Subscriptions in one table, a row each. */
class JdbcSubscriptionRepository implements SubscriptionRepository {

    private static final String NOBODY = "";

    private final CommandTables tables;

    JdbcSubscriptionRepository(CommandTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Kept> all() {
        return tables.apart(() -> tables.client().sql("SELECT subscription, owner FROM subscriptions ORDER BY name")
                .query((row, number) -> new Kept(SubscriptionJson.subscription(row.getString(1)),
                        row.getString(2).equals(NOBODY) ? null : row.getString(2)))
                .list());
    }

    @Override
    public Optional<Subscription> find(String name) {
        return tables.apart(() -> tables.client().sql("SELECT subscription FROM subscriptions WHERE name = ?").param(name)
                .query(String.class).optional().map(SubscriptionJson::subscription));
    }

    @Override
    public Optional<Progress> progress(Subscription of) {
        return tables.apart(() -> tables.client().sql("SELECT progress FROM subscriptions WHERE name = ? AND id = ?")
                .params(of.name(), of.id()).query(String.class).optional().map(SubscriptionJson::progress));
    }

    @Override
    public boolean add(Subscription subscription, Progress progress) {
        return tables.write(() -> {
            try {
                return tables.client().sql("""
                        INSERT INTO subscriptions (name, id, revision, owner, subscription, progress) VALUES (?, ?, ?, ?, ?, ?)""")
                        .params(subscription.name(), subscription.id(), subscription.revision(), NOBODY,
                                SubscriptionJson.write(subscription), SubscriptionJson.write(progress))
                        .update() > 0;
            } catch (DuplicateKeyException e) {
                return false;
            }
        });
    }

    @Override
    public boolean change(Subscription next) {
        return tables.write(() -> tables.client().sql("""
                UPDATE subscriptions SET revision = ?, subscription = ? WHERE name = ? AND id = ? AND revision = ?""")
                .params(next.revision(), SubscriptionJson.write(next), next.name(), next.id(), next.revision() - 1).update() > 0);
    }

    @Override
    public boolean remove(Subscription subscription) {
        return tables.write(() -> tables.client().sql("DELETE FROM subscriptions WHERE name = ? AND id = ?")
                .params(subscription.name(), subscription.id()).update() > 0);
    }

    @Override
    public boolean own(Subscription subscription, String before, String owner) {
        return tables.write(() -> tables.client().sql("UPDATE subscriptions SET owner = ? WHERE name = ? AND id = ? AND owner = ?")
                .params(named(owner), subscription.name(), subscription.id(), named(before)).update() > 0);
    }

    @Override
    public boolean keep(Subscription subscription, String owner, Progress progress) {
        return tables.write(() -> tables.client().sql("UPDATE subscriptions SET progress = ? WHERE name = ? AND id = ? AND owner = ?")
                .params(SubscriptionJson.write(progress), subscription.name(), subscription.id(), named(owner)).update() > 0);
    }

    private static String named(String owner) {
        return owner == null ? NOBODY : owner;
    }
}
