package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.mongo.EmbeddedServer;
import io.ordertrail.platform.processors.ProcessorRegistry.Resizing;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a split or merge is wished for: by who lives and who waits, whatever time any node's clock tells. */
class ProcessorRegistryTest {

    private static final Resizing SPLIT = new Resizing(0, 0);
    private static final Resizing MERGE = new Resizing(3, 1);

    private final MongoServer server = EmbeddedServer.start();
    private final MongoClient client = MongoClients.create(server.getConnectionString());
    private final Membership memberA = member("a");
    private final ProcessorRegistry a = new ProcessorRegistry(client.getDatabase("test"), memberA);
    private final Membership memberB = member("b");
    private final ProcessorRegistry b = new ProcessorRegistry(client.getDatabase("test"), memberB);

    private Membership member(String name) {
        Membership membership = new Membership(client.getDatabase("test"), name);
        membership.say("presence", Document::new);
        membership.beat();
        return membership;
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void aWishStandsUntilItIsDone() {
        assertThat(a.resize("words", SPLIT)).isTrue();

        assertThat(b.wishes().resizing()).containsOnlyKeys("words").containsValue(SPLIT);
        assertThat(b.resize("words", MERGE)).isFalse();
        assertThat(a.resize("words", MERGE)).as("by the same node").isFalse();
        assertThat(b.resize("others", MERGE)).as("of another processor").isTrue();

        b.resized("words", SPLIT);
        a.waitsNoLonger("words");
        assertThat(a.wishes().resizing()).containsOnlyKeys("others");
        assertThat(b.resize("words", MERGE)).isTrue();

        b.resized("words", SPLIT);
        assertThat(a.wishes().resizing()).as("the one that was done is over already").containsEntry("words", MERGE);
    }

    @Test
    void aWishThatNobodyWaitsForAnyMoreIsNone() {
        assertThat(a.resize("words", SPLIT)).isTrue();
        a.waitsNoLonger("words");

        assertThat(a.wishes().resizing()).isEmpty();
        assertThat(b.wishes().resizing()).isEmpty();
        assertThat(b.resize("words", MERGE)).isTrue();
    }

    @Test
    void aWishEndsWithItsNode() {
        assertThat(a.resize("words", SPLIT)).isTrue();
        memberA.close();
        memberB.beat();

        assertThat(b.wishes().resizing()).isEmpty();
        assertThat(b.resize("words", MERGE)).isTrue();
    }
}
