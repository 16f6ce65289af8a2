package io.ordertrail.views.rebuild;

import io.ordertrail.views.rebuild.PastRebuild.Counts;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.state.RebuildRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

    /** Of those rebuilds that have one, by id. */
    Map<String, Counts> counts(Collection<String> rebuilds) {
        Map<String, Counts> counts = new HashMap<>();
        records.reports(rebuilds).forEach((id, report) -> counts.put(id, json.readValue(report, Counts.class)));
        return counts;
    }

    Optional<Report> find(String rebuild) {
        return records.report(rebuild).map(report -> json.readValue(report, Report.class));
    }
}
