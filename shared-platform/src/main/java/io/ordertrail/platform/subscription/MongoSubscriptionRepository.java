package io.ordertrail.platform.subscription;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.ordertrail.platform.mongo.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A document for each, {@code {_id: name, id, revision, owner, subscription, progress}}, so that each step is one conditional write. */
class MongoSubscriptionRepository implements SubscriptionRepository {

    private static final String NAME = "_id";
    private static final String ID = "id";
    private static final String REVISION = "revision";
    private static final String OWNER = "owner";
    private static final String SUBSCRIPTION = "subscription";
    private static final String PROGRESS = "progress";

    private final MongoCollection<Document> subscriptions;

    MongoSubscriptionRepository(MongoDatabase database) {
        this.subscriptions = database.getCollection("subscriptions");
    }

    @Override
    public List<Kept> all() {
        return subscriptions.find().projection(Projections.include(OWNER, SUBSCRIPTION)).sort(Sorts.ascending(NAME))
                .map(document -> new Kept(subscription(document), document.getString(OWNER))).into(new ArrayList<>());
    }

    @Override
    public Optional<Subscription> find(String name) {
        return Optional.ofNullable(subscriptions.find(eq(name)).projection(Projections.include(SUBSCRIPTION)).first())
                .map(MongoSubscriptionRepository::subscription);
    }

    private static Subscription subscription(Document document) {
        return SubscriptionJson.subscription(document.getString(SUBSCRIPTION));
    }

    @Override
    public Optional<Progress> progress(Subscription of) {
        return Optional.ofNullable(subscriptions.find(only(of)).projection(Projections.include(PROGRESS)).first())
                .map(document -> SubscriptionJson.progress(document.getString(PROGRESS)));
    }

    @Override
    public boolean add(Subscription subscription, Progress progress) {
        try {
            subscriptions.insertOne(new Document(NAME, subscription.name()).append(ID, subscription.id())
                    .append(REVISION, subscription.revision()).append(OWNER, null)
                    .append(SUBSCRIPTION, SubscriptionJson.write(subscription)).append(PROGRESS, SubscriptionJson.write(progress)));
            return true;
        } catch (MongoWriteException e) {
            if (!Duplicates.areAllThatFailed(e)) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public boolean change(Subscription next) {
        return subscriptions.updateOne(and(only(next), eq(REVISION, next.revision() - 1)),
                combine(set(REVISION, next.revision()), set(SUBSCRIPTION, SubscriptionJson.write(next)))).getMatchedCount() > 0;
    }

    @Override
    public boolean remove(Subscription subscription) {
        return subscriptions.deleteOne(only(subscription)).getDeletedCount() > 0;
    }

    @Override
    public boolean own(Subscription subscription, String before, String owner) {
        return subscriptions.updateOne(and(only(subscription), eq(OWNER, before)), set(OWNER, owner)).getMatchedCount() > 0;
    }

    @Override
    public boolean keep(Subscription subscription, String owner, Progress progress) {
        return subscriptions.updateOne(and(only(subscription), eq(OWNER, owner)), set(PROGRESS, SubscriptionJson.write(progress)))
                .getMatchedCount() > 0;
    }

    private static Bson only(Subscription subscription) {
        return and(eq(subscription.name()), eq(ID, subscription.id()));
    }
}
