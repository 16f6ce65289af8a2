package io.ordertrail.views.following;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Projection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Views for tests of queries: what is published is in them at once, folded and stored by the real machinery. */
public final class FoldedViews {

    private final History history = new History();
    private final Map<String, Documents<?>> documents = new HashMap<>();
    private final List<Follower<?>> followers = new ArrayList<>();
    private final ViewStore store;
    private int published;

    public FoldedViews(MongoDatabase database, Projection<?>... projections) {
        store = new ViewStore(database, new Membership(database, "here"));
        for (Projection<?> projection : projections) {
            add(projection);
        }
    }

    /** Where they are kept. */
    public ViewStore store() {
        return store;
    }

    private <E> void add(Projection<E> projection) {
        store.index(projection, 1);
        Documents<E> first = store.documents(projection, 1);
        followers.add(new Follower<>(projection, first));
        documents.put(projection.view(), first);
    }

    public FoldedViews publish(DomainEvent... events) {
        history.then(events);
        var fresh = history.messages().subList(published, history.messages().size());
        published += fresh.size();
        followers.forEach(follower -> follower.follow(fresh));
        return this;
    }

    public Views views() {
        return new Views() {

            @Override
            @SuppressWarnings("unchecked") // they were put there under the name of this very projection
            public <E> Generation<E> live(Projection<E> projection) {
                return new StoredGeneration<>(projection, (Documents<E>) documents.get(projection.view()), () -> published);
            }
        };
    }
}
