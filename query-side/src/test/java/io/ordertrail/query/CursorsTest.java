package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@StoreTest
class CursorsTest {

    private static final byte[] CONTENT = {1, 2, 3, -4};

    @Test
    void aCursorOpensForItsQuestionOnEveryNode(MongoDatabase database) {
        String cursor = new Cursors(database, "").seal(CONTENT, "whose orders?");
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(new Cursors(database, "").open(cursor, "whose orders?")).isEqualTo(CONTENT);
    }

    @Test
    void theSecretOfTheSettingsGoesBeforeTheStoredOne(MongoDatabase database) {
        String cursor = new Cursors(database, "between us").seal(CONTENT, "?");
        assertThat(new Cursors(database, "between us").open(cursor, "?")).isEqualTo(CONTENT);
        assertRefused(new Cursors(database, "another"), cursor, "?");
        assertRefused(new Cursors(database, ""), cursor, "?");
    }

    @Test
    void aCursorOfAnotherQuestionDoesNotOpen(MongoDatabase database) {
        Cursors cursors = new Cursors(database, "");
        assertRefused(cursors, cursors.seal(CONTENT, "whose orders?"), "whose orders");
    }

    @Test
    void aCursorThatWasChangedAnywhereDoesNotOpen(MongoDatabase database) {
        Cursors cursors = new Cursors(database, "");
        String cursor = cursors.seal(CONTENT, "?");
        for (int i = 0; i < cursor.length(); i++) {
            for (char other : "AQgw19_-=,Z".toCharArray()) {
                if (other != cursor.charAt(i)) {
                    assertRefused(cursors, cursor.substring(0, i) + other + cursor.substring(i + 1), "?");
                }
            }
            assertRefused(cursors, cursor.substring(0, i), "?");
            assertRefused(cursors, cursor.substring(i + 1), "?");
        }
        for (String garbage : List.of("", " ", cursor + "A", cursor + "==", cursor + " ", "ä", "\0", "x".repeat(10_000))) {
            assertRefused(cursors, garbage, "?");
        }
    }

    @Test
    void nodesThatStartTogetherAgreeOnOneKey(MongoDatabase database) throws Exception {
        Set<String> cursors = ConcurrentHashMap.newKeySet();
        try (ExecutorService nodes = Executors.newFixedThreadPool(8)) {
            List<Future<?>> starts = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> nodes.submit(() -> cursors.add(new Cursors(database, "").seal(CONTENT, "?")))).toList();
            for (Future<?> start : starts) {
                start.get();
            }
        }
        assertThat(cursors).hasSize(1);
    }

    private static void assertRefused(Cursors cursors, String cursor, String question) {
        assertThatThrownBy(() -> cursors.open(cursor, question)).as(cursor).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.BAD_CURSOR);
            assertThat(refusal.reason().field()).isEqualTo("cursor");
        });
    }
}
