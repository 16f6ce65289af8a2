package io.ordertrail.views.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summand;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.rebuild.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

/** Whoever has other events than orders brings projections of them, and the machinery does the rest. */
@StoreTest
class LibraryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final Library library = new Library(events::publish);

    @Test
    void booksAreReadWithTokensRebuiltSwitchedAndRolledBack(MongoDatabase database) {
        Books books = new Books(1);
        pass("a", 20);
        try (Node node = new Node(database, "one", events, books)) {
            ConsistencyToken token = library.pass("a7");
            awaitSeen(node, books, token);
            assertThatThrownBy(() -> live(node, books).requireSeen(List.of(new ConsistencyToken("book-a7", 2, ""))))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND));
            assertThat(read(node, books)).isEqualTo(library.folded(books)).hasSize(20);

            String id = node.rebuilt(books.view());
            assertThat(read(node, books)).isEqualTo(library.folded(books));
            awaitSeen(node, books, library.pass("b1"));
            node.rolledBack(books.view(), id);
            awaitSeen(node, books, library.pass("b2"));
            assertThat(read(node, books)).isEqualTo(library.folded(books)).hasSize(22);
        }
    }

    @Test
    void shelvesAreAddedUpInEveryGeneration(MongoDatabase database) {
        Shelves shelves = new Shelves(1);
        pass("a", 10);
        pass("b", 5);
        try (Node node = new Node(database, "one", events, shelves)) {
            awaitSeen(node, shelves, library.pass("a0"));
            assertThat(sums(node, shelves)).isEqualTo(expected(shelves));
            node.rebuilt(shelves.view());
            awaitSeen(node, shelves, library.pass("b0"));
            assertThat(sums(node, shelves)).isEqualTo(expected(shelves));
        }
    }

    private void pass(String shelf, int books) {
        for (int i = 0; i < books; i++) {
            library.pass(shelf + i);
        }
    }

    private static Generation<Book> live(Node node, Projection<Book> projection) {
        return node.running.views().live(projection);
    }

    private static void awaitSeen(Node node, Projection<Book> projection, ConsistencyToken token) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class)
                .untilAsserted(() -> live(node, projection).requireSeen(List.of(token)));
    }

    private static Map<String, Book> read(Node node, Projection<Book> projection) {
        Map<String, Book> read = new HashMap<>();
        live(node, projection).collection().find().forEach((Stored<Book> stored) -> read.put(stored.id(), stored.entry()));
        return read;
    }

    private static Map<String, List<BigDecimal>> sums(Node node, Shelves projection) {
        return live(node, projection).sums(List.of("a", "b")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, sum -> sum.getValue().total()));
    }

    private Map<String, List<BigDecimal>> expected(Shelves shelves) {
        Map<String, Map<String, Summand>> byShelf = new HashMap<>();
        library.folded(shelves).values().forEach(book -> byShelf.computeIfAbsent(book.id().substring(0, 1), shelf -> new HashMap<>())
                .put(book.id(), new Summand(1, 1, shelves.addends(book))));
        return byShelf.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, shelf -> new Summands(shelf.getValue()).total()));
    }
}
