package io.ordertrail.platform.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is there, and who can no longer be sure of it, by nobody's wall clock: those of these nodes are hours apart. */
@StoreTest
class MembershipTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestTime time = new TestTime();
    private MongoDatabase database;
    private Membership first;
    private Membership second;

    @BeforeEach
    void begin(MongoDatabase database) {
        this.database = database;
        first = new Membership(database, "first", time.off(Duration.ofHours(1)));
        second = new Membership(database, "second", time.off(Duration.ofHours(-2)));
    }

    @Test
    void whoHasSaidSoIsThere() {
        first.beat();
        second.beat();
        assertThat(living(first)).containsExactlyInAnyOrder("first", "second");
        assertThat(living(second)).containsExactlyInAnyOrder("first", "second");
    }

    /** Whatever stops a node, it must have stopped by then, or two would do what one is to do alone. */
    @Test
    void aNodeKnowsThatItHasNoPlaceBeforeOthersCountItAsGone() {
        first.beat();
        second.beat();
        time.pass(Membership.LEASE.minus(MOMENT));
        second.beat();
        assertThat(first.hasPlace()).isTrue();
        time.pass(MOMENT);
        assertThat(first.hasPlace()).isFalse();
        assertThat(living(second)).contains("first");
        time.pass(Membership.GONE.minus(Membership.LEASE));
        assertThat(living(second)).doesNotContain("first");
    }

    @Test
    void whoComesBackIsThereAgain() {
        first.beat();
        second.beat();
        time.pass(Membership.GONE.multipliedBy(3));
        second.beat();
        first.beat();
        assertThat(first.hasPlace()).isTrue();
        assertThat(living(second)).contains("first");
    }

    /** It may have been silent for long, or begun just now: only what has been seen of it can tell. */
    @Test
    void whatIsNewToANodeCountsAsAliveFromThenOn() {
        first.beat();
        time.pass(Membership.GONE.multipliedBy(3));
        assertThat(living(second)).containsExactly("first");
        time.pass(Membership.GONE);
        assertThat(living(second)).isEmpty();
    }

    /** A suspended machine's counting clock may have stood. */
    @Test
    void aNodeThatWasSuspendedHasNoPlaceUntilItsNextBeat() {
        AtomicReference<Moment> clock = new AtomicReference<>(new Moment(0, 0));
        Membership suspended = new Membership(database, "suspended", clock::get);
        suspended.beat();
        assertThat(suspended.hasPlace()).isTrue();
        clock.set(new Moment(0, Membership.LEASE.toMillis()));
        assertThat(suspended.hasPlace()).isFalse();
        suspended.beat();
        assertThat(suspended.hasPlace()).isTrue();
    }

    @Test
    void whatANodeSaysStandsBesideItsName() {
        first.say("views", () -> new Document("held", "x"));
        first.beat();
        assertThat(second.look()).singleElement().satisfies(member -> {
            assertThat(member.says("views")).contains(new Document("held", "x"));
            assertThat(member.says("processors")).isEmpty();
        });
    }

    @Test
    void whoSignsOffIsGoneAtOnceAndForGood() {
        first.beat();
        first.close();
        assertThat(first.hasPlace()).isFalse();
        first.beat();
        assertThat(living(second)).isEmpty();
    }

    @Test
    void whatIsLeftOfAGoneNodeIsForgottenAtLast() {
        first.beat();
        second.beat();
        time.pass(Duration.ofMinutes(11));
        second.beat();
        assertThat(database.getCollection("members").countDocuments()).isEqualTo(1);
    }

    private static List<String> living(Membership membership) {
        return membership.look().stream().map(Member::node).toList();
    }
}
