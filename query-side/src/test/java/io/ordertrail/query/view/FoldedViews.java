package io.ordertrail.query.view;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/** Views for tests of queries: what is published is in them at once, folded and stored by the real machinery. */
public final class FoldedViews {

    private final History history = new History();
    private final Views views = new Views();
    private final List<Follower<?>> followers = new ArrayList<>();
    private int published;

    public FoldedViews(MongoDatabase database, Projection<?>... projections) {
        ViewStore store = new ViewStore(database);
        for (Projection<?> projection : projections) {
            add(store, projection);
        }
    }

    private <E> void add(ViewStore store, Projection<E> projection) {
        Documents<E> documents = store.documents(projection, store.live(projection));
        followers.add(new Follower<>(projection, documents));
        views.add(projection.view(), documents, () -> true, () -> {
            throw new UnsupportedOperationException("Nothing follows here");
        });
    }

    public FoldedViews publish(DomainEvent... events) {
        history.then(events);
        var fresh = history.messages().subList(published, history.messages().size());
        published += fresh.size();
        followers.forEach(follower -> follower.follow(fresh));
        return this;
    }

    public Views views() {
        return views;
    }
}
