package io.ordertrail.views.rebuild;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.Pointer;
import org.bson.Document;

/** What one node alone does for a rebuild: its leader's, until that leaves it or is no living member any more. */
final class Lead {

    private Lead() {
    }

    /** @return whether this node has it now */
    static boolean claim(ViewStore store, Nodes nodes, String view, String rebuild) {
        String leader = store.document(view).map(pointer -> pointer.get(Pointer.REBUILD, Document.class))
                .map(present -> present.getString(Fields.LEADER)).orElse(null);
        if (!store.node().equals(leader) && !nodes.isFree(leader)) {
            return false;
        }
        return store.update(view, Filters.and(Filters.eq(Fields.of(Fields.ID), rebuild), Filters.eq(Fields.of(Fields.ACTIVE), true),
                Filters.eq(Fields.of(Fields.LEADER), leader)), Updates.set(Fields.of(Fields.LEADER), store.node())).isPresent();
    }

    /** For whoever is next to do something; what it is cannot be told from the rebuild's status alone, so nobody keeps the lead. */
    static void leave(ViewStore store, String view, String rebuild) {
        Steps.leaveOrderly(() -> store.update(view, Filters.and(Filters.eq(Fields.of(Fields.ID), rebuild),
                Filters.eq(Fields.of(Fields.LEADER), store.node())), Updates.unset(Fields.of(Fields.LEADER))),
                "The lead could not be left; this node has it until it takes it again, or is gone");
    }
}
