package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@StoreTest
class MongoOtherNodesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theLongestOfTheOthersIsHeard(MongoDatabase database) {
        MongoOtherNodes one = node(database);
        MongoOtherNodes two = node(database);
        MongoOtherNodes three = node(database);

        assertThat(one.exchange(SECOND)).isZero();
        assertThat(two.exchange(Duration.ZERO)).isEqualTo(SECOND);
        assertThat(three.exchange(Duration.ofSeconds(5))).isEqualTo(SECOND);
        assertThat(one.exchange(Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(three.exchange(Duration.ZERO)).isZero();
    }

    /** Whatever its clock said, for none is asked. */
    @Test
    void whoeverHasGoneSilentIsNotHeardAndForgottenInTheEnd(MongoDatabase database) {
        MongoOtherNodes one = node(database);
        MongoOtherNodes two = node(database);
        one.exchange(SECOND);
        assertThat(two.exchange(Duration.ZERO)).isEqualTo(SECOND);
        pass(Duration.ofSeconds(3));
        assertThat(two.exchange(Duration.ZERO)).isEqualTo(SECOND);
        pass(Duration.ofMillis(1));
        assertThat(two.exchange(Duration.ZERO)).isZero();

        one.exchange(SECOND);
        assertThat(two.exchange(Duration.ZERO)).as("it was only slow").isEqualTo(SECOND);

        pass(Duration.ofSeconds(61));
        two.exchange(Duration.ZERO);
        assertThat(database.getCollection("command.load").countDocuments()).isEqualTo(1);
    }

    private MongoOtherNodes node(MongoDatabase database) {
        return new MongoOtherNodes(database, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
