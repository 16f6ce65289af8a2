package io.ordertrail.views.rebuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderId;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Follower;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.TimedHistory;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.rebuild.verify.DocumentSteps.Changed;
import io.ordertrail.views.rebuild.verify.DocumentSteps.Step;
import java.time.Duration;
import java.util.List;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step that shows other changes than its event has made, and a document called as it should be that is not. */
@StoreTest
class DocumentStepsTest {

    private static final OrderId ORDER = new OrderId("o");

    private final Projection<Tally> projection = Tallies.projection();
    private final TimedHistory history = new TimedHistory();
    private MongoDatabase database;
    private Documents<Tally> documents;

    @BeforeEach
    void documents(MongoDatabase database) {
        this.database = database;
        documents = new Documents<>(database, "tally.1", Tally.class);
    }

    @Test
    void eachEventShowsWhatItHasChanged() {
        history.then(Duration.ZERO, new OrderApproved(ORDER)).then(Duration.ofSeconds(1), new OrderCancelled(ORDER));
        follow();
        DocumentSteps steps = steps();
        assertThat(steps.equal()).isTrue();
        assertThat(steps.document()).isEqualTo(steps.live()).containsEntry("orderEvents", 2);
        assertThat(steps.steps()).extracting(Step::type).containsExactly("OrderApproved", "OrderCancelled");
        assertThat(steps.steps().getLast().changed()).containsExactlyInAnyOrder(new Changed("/orderEvents", "1", "2"),
                new Changed("/names/OrderCancelled", null, "1"));
    }

    @Test
    void theEventThatCannotBeFoldedSaysWhyAndWhatComesAfterItChangesNothing() {
        history.then(Duration.ZERO, new OrderApproved(ORDER)).then(Duration.ofSeconds(1), new OrderNotDelivered(ORDER))
                .then(Duration.ofSeconds(2), new OrderCancelled(ORDER));
        follow();
        List<Step> steps = steps().steps();
        assertThat(steps.get(1).error()).contains("cannot fold");
        assertThat(steps.get(2).error()).isNull();
        assertThat(steps.subList(1, 3)).allSatisfy(step -> assertThat(step.changed()).isEmpty());
    }

    @Test
    void whatIsStoredOtherwiseIsNotEqualBeItReadableOrNot() {
        history.then(Duration.ZERO, new OrderApproved(ORDER));
        follow();
        database.getCollection("tally.1").updateOne(Filters.eq("o"), Updates.set("d.orderEvents", 7));
        assertThat(steps().equal()).isFalse();
        database.getCollection("tally.1").updateOne(Filters.eq("o"), Updates.set("d.orderEvents", "many"));
        assertThat(steps()).satisfies(steps -> {
            assertThat(steps.equal()).isFalse();
            assertThat(steps.live()).containsEntry("orderEvents", "many");
            assertThat(steps.document()).containsEntry("orderEvents", 1);
        });
    }

    private DocumentSteps steps() {
        RawBsonDocument live = documents.findRaw(List.of("o")).get("o");
        return DocumentSteps.of(projection, documents, new Narrow<>(projection, documents, history.streams()), live,
                documents.decoded(live));
    }

    private void follow() {
        new Follower<>(projection, documents).follow(history.messages());
    }
}
