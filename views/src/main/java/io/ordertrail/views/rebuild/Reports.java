package io.ordertrail.views.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.rebuild.verify.Report;
import java.util.Collection;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The reports of rebuilds, by id, as the JSON they are answered with. */
@Component
class Reports {

    private final MongoCollection<Document> reports;
    private final JsonMapper json;

    Reports(ViewStore store, JsonMapper json) {
        this.reports = store.beside("reports");
        this.json = json;
    }

    void save(String rebuild, Report report) {
        reports.replaceOne(Filters.eq(rebuild), new Document("_id", rebuild).append("report", json.writeValueAsString(report)),
                new ReplaceOptions().upsert(true));
    }

    void forget(Collection<String> rebuilds) {
        reports.deleteMany(Filters.in("_id", rebuilds));
    }

    Optional<Report> find(String rebuild) {
        return Optional.ofNullable(reports.find(Filters.eq(rebuild)).first())
                .map(report -> json.readValue(report.getString("report"), Report.class));
    }
}
