package io.ordertrail.views.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** All situations of one view, brought about by the changes that lead there, one after the other: each can be put back. */
public final class Situations {

    static final String VIEW = "tally";

    private final Map<Situation, Document> documents = new EnumMap<>(Situation.class);
    private final MongoCollection<Document> views;
    private final ViewStates states;

    public Situations(MongoDatabase database, ViewStates states) {
        this.views = database.getCollection("views");
        this.states = states;
        for (Situation situation : Situation.values()) {
            if (situation.before == null) {
                states.made(VIEW, 1);
            } else {
                put(situation.before);
                assertThat(situation.by.on(states, seen())).as(situation.name()).contains(seen());
            }
            documents.put(situation, stored());
        }
    }

    Document of(Situation situation) {
        return documents.get(situation);
    }

    void put(Situation situation) {
        put(of(situation));
    }

    /**
     * Leaves another view in this situation.
     *
     * @return its name
     */
    public String leave(Situation situation) {
        views.insertOne(new Document(of(situation)).append("_id", situation.name()));
        return situation.name();
    }

    void put(Document document) {
        views.replaceOne(Filters.eq(VIEW), document, new ReplaceOptions().upsert(true));
    }

    Document stored() {
        return views.find(Filters.eq(VIEW)).first();
    }

    ViewState seen() {
        return states.find(VIEW).orElseThrow();
    }

    /** Nothing can be said of a rebuild before there is any. */
    static Set<Change> fitting(Situation situation) {
        return situation == Situation.NEW ? situation.possible : EnumSet.allOf(Change.class);
    }
}
