package io.ordertrail.platform.signs;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.SetTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@StoreTest
class SignsTest {

    private final SetTime time = new SetTime();

    private Signs node(MongoDatabase database, String name, double waiting) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.gauge("ordertrail.orders.pending", List.of(Tag.of("status", "CANCEL_PENDING")), waiting);
        meters.gauge("jvm.threads.live", 5);
        return new Signs(database, meters, List.of("ordertrail.orders."), name, time, time::nanos, new Supervisor(meters));
    }

    @Test
    void theHighestThatAnyLivingNodeTellsIsSeenByAllAndOnlyOfWhatIsWatched(MongoDatabase database) {
        node(database, "one", 3).tell();
        node(database, "two", 4).tell();
        node(database, "three", Double.NaN).tell();

        assertThat(node(database, "four", 9).all()).containsExactly(new Sign("ordertrail.orders.pending", "status=CANCEL_PENDING", 4));
    }

    @Test
    void aNodeThatIsGoneTellsNothing(MongoDatabase database) {
        node(database, "one", 3).tell();
        Signs two = node(database, "two", 2);
        time.pass(Duration.ofSeconds(30));
        two.tell();

        assertThat(two.all()).extracting(Sign::value).containsExactly(2.0);

        two.start();
        two.stop();
        assertThat(two.all()).isEmpty();
    }

    @Test
    void whatWasCountedIsToldForAnHour(MongoDatabase database) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Signs node = new Signs(database, meters, List.of("ordertrail.dispatch."), "one", time, time::nanos, new Supervisor(meters));
        meters.counter("ordertrail.dispatch.drift", "kind", "COURIER").increment(2);
        node.tell();
        assertThat(node.all()).containsExactly(new Sign("ordertrail.dispatch.drift", "kind=COURIER", 2));

        time.pass(Duration.ofMinutes(61));
        node.tell();
        assertThat(node.all()).extracting(Sign::value).containsExactly(0.0);
    }
}
