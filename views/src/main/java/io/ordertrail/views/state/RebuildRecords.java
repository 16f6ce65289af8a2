package io.ordertrail.views.state;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * What is kept of rebuilds beside their views' documents: those that others have followed, in {@code rebuilds}, and of each the report of its
 * verification, in {@code reports}.
 */
@Component
public class RebuildRecords {

    /** Of each view, those before its latest. */
    public static final int KEPT = 50;

    private static final String VIEW = "view";
    private static final String REPORT = "report";

    private final MongoCollection<Document> over;
    private final MongoCollection<Document> reports;

    public RebuildRecords(MongoDatabase database) {
        MongoDatabase safe = database.withWriteConcern(WriteConcern.MAJORITY);
        over = safe.getCollection("rebuilds");
        reports = safe.getCollection("reports");
    }

    /** Keeps one that is over, before another takes its place, and forgets those that were long ago. */
    void keep(String view, RebuildState rebuild) {
        try {
            // What comes late may not know yet that it has been rolled back; after that, nothing changes any more.
            over.replaceOne(
                    Filters.and(Filters.eq(rebuild.id()),
                            Filters.ne(RebuildState.in(RebuildState.STATUS), RebuildStatus.ROLLED_BACK.name())),
                    new Document("_id", rebuild.id()).append(VIEW, view).append(ViewState.REBUILD, rebuild.document()),
                    new ReplaceOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        List<String> forgotten = over.find(Filters.eq(VIEW, view)).sort(Sorts.descending(RebuildState.in(RebuildState.STARTED))).skip(KEPT)
                .map(record -> record.getString("_id")).into(new ArrayList<>());
        over.deleteMany(Filters.in("_id", forgotten));
        reports.deleteMany(Filters.in("_id", forgotten));
    }

    /** One that another has followed. */
    public Optional<RebuildState> find(String view, String id) {
        return Optional.ofNullable(over.find(Filters.and(Filters.eq(id), Filters.eq(VIEW, view))).first())
                .map(record -> RebuildState.of(record.get(ViewState.REBUILD, Document.class)));
    }

    /** Those that others have followed, the newest first. */
    public List<RebuildState> all(String view) {
        return over.find(Filters.eq(VIEW, view)).sort(Sorts.descending(RebuildState.in(RebuildState.STARTED))).limit(KEPT)
                .map(record -> RebuildState.of(record.get(ViewState.REBUILD, Document.class))).into(new ArrayList<>());
    }

    /** @param report as the JSON it is answered with */
    public void saveReport(String rebuild, String report) {
        reports.replaceOne(Filters.eq(rebuild), new Document("_id", rebuild).append(REPORT, report), new ReplaceOptions().upsert(true));
    }

    /** Those that there are, by the ids of their rebuilds. */
    public Map<String, String> reports(Collection<String> rebuilds) {
        Map<String, String> found = new HashMap<>();
        reports.find(Filters.in("_id", rebuilds)).forEach(report -> found.put(report.getString("_id"), report.getString(REPORT)));
        return found;
    }

    public Optional<String> report(String rebuild) {
        return Optional.ofNullable(reports.find(Filters.eq(rebuild)).first()).map(report -> report.getString(REPORT));
    }
}
