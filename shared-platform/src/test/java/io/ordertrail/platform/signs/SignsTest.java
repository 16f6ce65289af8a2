package io.ordertrail.platform.signs;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.SetTime;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@StoreTest
class SignsTest {

    private final SetTime time = new SetTime();

    /** Nobody's wall clock is asked: who tells is who has a beat. */
    private Membership member(MongoDatabase database, String name) {
        Membership member = new Membership(database, name);
        member.say("test", Document::new);
        member.beat();
        return member;
    }

    private Signs node(MongoDatabase database, String name, double waiting) {
        return node(database, member(database, name), waiting);
    }

    private Signs node(MongoDatabase database, Membership member, double waiting) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.gauge("ordertrail.orders.pending", List.of(Tag.of("status", "CANCEL_PENDING")), waiting);
        meters.gauge("jvm.threads.live", 5);
        return new Signs(database, meters, List.of("ordertrail.orders."), member, time::nanos, new Supervisor(meters));
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
        Membership one = member(database, "one");
        node(database, one, 3).tell();
        Membership member = member(database, "two");
        Signs two = node(database, member, 2);
        two.tell();
        assertThat(two.all()).extracting(Sign::value).containsExactly(3.0);

        one.close();
        member.beat();
        assertThat(two.all()).extracting(Sign::value).containsExactly(2.0);

        two.start();
        two.stop();
        assertThat(two.all()).isEmpty();
        assertThat(database.getCollection("processors.signs").countDocuments()).isZero();
    }

    @Test
    void whatWasCountedIsToldForAnHour(MongoDatabase database) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Signs node =
                new Signs(database, meters, List.of("ordertrail.dispatch."), member(database, "one"), time::nanos, new Supervisor(meters));
        meters.counter("ordertrail.dispatch.drift", "kind", "COURIER").increment(2);
        node.tell();
        assertThat(node.all()).containsExactly(new Sign("ordertrail.dispatch.drift", "kind=COURIER", 2));

        time.pass(Duration.ofMinutes(61));
        node.tell();
        assertThat(node.all()).extracting(Sign::value).containsExactly(0.0);
    }
}
