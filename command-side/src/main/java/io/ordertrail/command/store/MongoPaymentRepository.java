package io.ordertrail.command.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.ordertrail.command.accounting.PaymentRepository;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.mongo.Duplicates;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Payments in one collection, {@code {_id: account/order, event, state}}, and among them, for each account, {@code {_id: account, event}}: up
 * to where its payments are kept.
 */
class MongoPaymentRepository implements PaymentRepository {

    private static final String ID = "_id";
    private static final String EVENT = "event";
    private static final String STATE = "state";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> payments;

    /** @param database whose writes and reads are a majority's */
    MongoPaymentRepository(MongoDatabase database) {
        payments = database.getCollection("command.payments");
    }

    @Override
    public long keptUpTo(AccountId account) {
        Document kept = payments.find(eq(account.value())).first();
        return kept == null ? -1 : kept.getLong(EVENT);
    }

    @Override
    public Map<OrderId, KeptPayment> find(AccountId account, Collection<OrderId> orders) {
        Map<OrderId, KeptPayment> found = new HashMap<>();
        payments.find(in(ID, orders.stream().map(order -> idOf(account, order)).toList())).forEach(kept -> {
            OrderId order = new OrderId(kept.getString(ID).substring(account.value().length() + 1));
            found.put(order, new KeptPayment(order, kept.getLong(EVENT), kept.getString(STATE)));
        });
        return found;
    }

    @Override
    public void keep(AccountId account, Collection<KeptPayment> changed, long upTo) {
        if (!changed.isEmpty()) {
            write(changed.stream().map(payment -> new Document(ID, idOf(account, payment.order())).append(EVENT, payment.event())
                    .append(STATE, payment.state())).toList());
        }
        write(List.of(new Document(ID, account.value()).append(EVENT, upTo)));
    }

    /** An upsert that finds the same or a later event tries to insert beside it, and fails on the id: what is there stays. */
    private void write(List<Document> documents) {
        try {
            payments.bulkWrite(documents.stream().map(document -> new ReplaceOneModel<>(
                    and(eq(document.getString(ID)), lt(EVENT, document.getLong(EVENT))), document, UPSERT)).toList(), UNORDERED);
        } catch (MongoBulkWriteException e) {
            if (!Duplicates.areAllThatFailed(e)) {
                throw e;
            }
        }
    }

    private static String idOf(AccountId account, OrderId order) {
        return account.value() + "/" + order.value();
    }
}
