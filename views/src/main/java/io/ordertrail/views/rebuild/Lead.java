package io.ordertrail.views.rebuild;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.ViewStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** What one node alone does for a rebuild: a claim that is kept up until it is closed, and lost a few seconds after its node has died. */
final class Lead {

    private static final Duration LEASE = Duration.ofSeconds(6);

    private final ViewStore store;
    private final String view;
    private final String rebuild;
    private final Clock clock;
    private final Supervised keeper;

    private Lead(ViewStore store, String view, String rebuild, Clock clock, Supervisor supervisor) {
        this.store = store;
        this.view = view;
        this.rebuild = rebuild;
        this.clock = clock;
        this.keeper = supervisor.light("lead of " + view, LEASE.dividedBy(4), this::keep);
    }

    /** Nothing if another node has it. */
    static Optional<Lead> claim(ViewStore store, String view, String rebuild, Clock clock, Supervisor supervisor) {
        Optional<Document> claimed = store.update(view, Filters.and(Filters.eq(Fields.of(Fields.ID), rebuild),
                Filters.eq(Fields.of(Fields.ACTIVE), true),
                Filters.or(Filters.exists(Fields.of(Fields.LEADER), false), Filters.eq(Fields.of(Fields.LEADER), store.node()),
                        Filters.lt(Fields.of(Fields.LEADER_UNTIL), Date.from(clock.instant())))),
                Updates.combine(Updates.set(Fields.of(Fields.LEADER), store.node()),
                        Updates.set(Fields.of(Fields.LEADER_UNTIL), until(clock))));
        return claimed.map(pointer -> new Lead(store, view, rebuild, clock, supervisor));
    }

    private boolean keep() {
        store.update(view, Filters.and(Filters.eq(Fields.of(Fields.ID), rebuild), Filters.eq(Fields.of(Fields.LEADER), store.node())),
                Updates.set(Fields.of(Fields.LEADER_UNTIL), until(clock)));
        return false;
    }

    private static Date until(Clock clock) {
        return Date.from(clock.instant().plus(LEASE));
    }

    void close() {
        keeper.cancel();
    }
}
