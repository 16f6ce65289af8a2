package io.ordertrail.views.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.following.Tally;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

@StoreTest
@EnabledIf(value = "io.ordertrail.platform.mongo.StoreUnderTest#isReal",
        disabledReason = "needs a real MongoDB: the embedded server makes unique indexes only, and compares no names")
class ViewIndexesTest {

    private static final String COLLECTION = "tally.1";

    private final Tally.Projection projection = new Tally.Projection();

    @Test
    void allIndexesAreThereAtStartAndStayAtTheNext(MongoDatabase database) {
        for (int start = 0; start < 2; start++) {
            new ViewStore(database, new Membership(database, "here")).index(projection, 1);

            assertThat(database.getCollection(COLLECTION).listIndexes().map(index -> index.get("key", Document.class)))
                    .containsExactlyInAnyOrder(new Document("_id", 1), new Document("d.orderEvents", 1), new Document("parked.event", 1));
        }
    }

    @Test
    void anIndexThatIsInTheWayIsNamedInTheLineThatSaysWhyNothingStarted(MongoDatabase database) {
        database.getCollection(COLLECTION).createIndex(Indexes.ascending("d.names"), new IndexOptions().name("d.orderEvents_1"));

        assertThatThrownBy(() -> new ViewStore(database, new Membership(database, "here")).index(projection, 1)).satisfies(failure -> {
            FailureAnalysis line = SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, cannot) -> {
            }).stream()
                    .map(analyzer -> analyzer.analyze(new IllegalStateException("The context did not start", failure)))
                    .filter(analysis -> analysis != null).findFirst().orElseThrow();
            assertThat(line.getDescription()).contains(database.getName() + "." + COLLECTION, "d.orderEvents_1");
            assertThat(line.getAction()).contains("Drop the index");
        });
    }
}
