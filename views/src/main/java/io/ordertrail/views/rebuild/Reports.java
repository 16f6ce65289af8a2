package io.ordertrail.views.rebuild;

import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.state.RebuildRecords;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The reports of rebuilds, by id, as the JSON they are answered with. */
@Component
class Reports {

    private final RebuildRecords records;
    private final JsonMapper json;

    Reports(RebuildRecords records, JsonMapper json) {
        this.records = records;
        this.json = json;
    }

    void save(String rebuild, Report report) {
        records.saveReport(rebuild, json.writeValueAsString(report));
    }

    Optional<Report> find(String rebuild) {
        return records.report(rebuild).map(report -> json.readValue(report, Report.class));
    }
}
