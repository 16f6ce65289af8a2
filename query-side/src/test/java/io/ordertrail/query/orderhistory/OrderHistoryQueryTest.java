package io.ordertrail.query.orderhistory;

import static io.ordertrail.query.orderhistory.Lives.ADA;
import static io.ordertrail.query.orderhistory.Lives.AJANTA;
import static io.ordertrail.query.orderhistory.Lives.LATER;
import static io.ordertrail.query.orderhistory.Lives.PLACED;
import static io.ordertrail.query.orderhistory.Lives.VINDALOO;
import static io.ordertrail.query.orderhistory.Lives.eur;
import static io.ordertrail.query.orderhistory.Lives.line;
import static io.ordertrail.query.orderhistory.Lives.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.CursorsFixture;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class OrderHistoryQueryTest {

    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final OrderFilter ALL = new OrderFilter(LONG_AGO, null, Set.of(), Set.of());

    private FoldedViews folded;
    private OrderHistoryQuery query;

    @BeforeEach
    void views(MongoDatabase database) {
        OrderHistoryProjection orderHistory = new OrderHistoryProjection();
        RestaurantNamesProjection names = new RestaurantNamesProjection();
        folded = new FoldedViews(database, orderHistory, names);
        query = new OrderHistoryQuery(folded.views(), orderHistory, names, CursorsFixture.on(database));
    }

    @Test
    void anOrderIsShownAsItWasFolded() {
        List<DomainEvent> life = Lives.delivered("1");
        folded.publish(life.toArray(DomainEvent[]::new));
        OrderHistoryProjection projection = new OrderHistoryProjection();
        OrderHistoryEntry expected = null;
        for (var event : io.ordertrail.views.history.History.of(life.toArray(DomainEvent[]::new)).recorded()) {
            expected = projection.keyOf(event) == null ? expected : projection.evolve(expected, event);
        }
        assertThat(find("1")).isEqualTo(expected);
    }

    @Test
    void anOrderOfWhichOnlyOthersHaveToldIsNotShown() {
        folded.publish(new TicketRequested(new TicketId("1"), new OrderId("1"), AJANTA, List.of()));
        assertRefused(Code.NOT_FOUND, () -> find("1"));
        folded.publish(placed("1"));
        assertThat(find("1").ticket().id()).isEqualTo(new TicketId("1"));
    }

    @Test
    void strangeIdsAreJustUnknown() {
        folded.publish(placed("1"));
        for (String id : List.of("2", "$ne", "1.0", "'\"", "\0", "x".repeat(10_000), "")) {
            assertRefused(Code.NOT_FOUND, () -> find(id));
            assertThat(list(Side.CONSUMER, id, ALL).items()).isEmpty();
        }
    }

    @Test
    void aRestaurantIsShownUnderThePresentName() {
        folded.publish(opened("ajanta", "Ajanta"), placed("1"), new RestaurantRenamed(AJANTA, "Taj Mahal"));
        assertThat(find("1").restaurant().name()).isEqualTo("Taj Mahal");
        assertThat(ofAda(ALL).items()).singleElement().extracting(order -> order.restaurant().name()).isEqualTo("Taj Mahal");
    }

    @Test
    void aTokenWhoseEventIsNotInTheViewIsRefused() {
        folded.publish(opened("ajanta", "Ajanta"), placed("1"), new MenuRevised(AJANTA, List.of()));
        List<ConsistencyToken> seen = List.of(new ConsistencyToken("order-1", 0, ""), new ConsistencyToken("restaurant-ajanta", 1, ""),
                new ConsistencyToken("consumer-ada", 7, ""), new ConsistencyToken("account-ada", 7, ""));
        assertThat(query.handle(new FindOrder("1", seen)).id()).isEqualTo(new OrderId("1"));
        for (ConsistencyToken unseen : List.of(new ConsistencyToken("order-1", 1, ""), new ConsistencyToken("ticket-1", 0, ""),
                new ConsistencyToken("account-ada", 0, "1"), new ConsistencyToken("restaurant-ajanta", 2, ""))) {
            assertRefused(Code.VIEW_BEHIND, () -> query.handle(new FindOrder("1", List.of(unseen))));
            assertRefused(Code.VIEW_BEHIND, () -> query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, null, 20, List.of(unseen))));
        }
    }

    @Test
    void sinceIsExclusiveAndUntilInclusive() {
        for (int i = 1; i <= 4; i++) {
            folded.publish(placed("o" + i, ADA, AJANTA, PLACED.plusMillis(i), VINDALOO));
        }
        assertThat(ids(ofAda(new OrderFilter(PLACED.plusMillis(1), PLACED.plusMillis(3), Set.of(), Set.of())))).containsExactly("o3", "o2");
        assertThat(ids(ofAda(new OrderFilter(PLACED.plusMillis(3), PLACED.plusMillis(3), Set.of(), Set.of())))).isEmpty();
    }

    @Test
    void aRejectedOrderIsListedAndStatusesAreAnyOf() {
        folded.publish(placed("a"), placed("b"), new OrderApproved(new OrderId("b")), placed("c"),
                new OrderRejected(new OrderId("c"), Rejection.CONSUMER_UNKNOWN));
        assertThat(ids(ofAda(ALL))).containsExactly("c", "b", "a");
        assertThat(ids(ofAda(new OrderFilter(LONG_AGO, null, Set.of(OrderStatus.REJECTED, OrderStatus.APPROVED), Set.of()))))
                .containsExactly("c", "b");
    }

    @Test
    void keywordsFindTheRestaurantsPresentNameAndTheDishesOrdered() {
        OrderId revised = new OrderId("3");
        folded.publish(opened("ajanta", "Ajanta"), opened("osteria", "L'Ostería"),
                placed("1", ADA, AJANTA, PLACED, line("1", "Crème brûlée", 1)),
                placed("2", ADA, new RestaurantId("osteria"), PLACED.plusMillis(1), line("1", "Pizza", 1)),
                placed("3", ADA, AJANTA, PLACED.plusMillis(2), line("1", "Naan", 1), line("2", "Pizza", 1)),
                new OrderRevisionProposed(revised, ADA, List.of(line("1", "Naan", 1)), eur("12.34"), PLACED, Lives.HOME),
                new OrderRevised(revised, List.of(line("1", "Naan", 1)), eur("12.34"), PLACED, Lives.HOME));
        assertThat(search("CREME")).containsExactly("1");
        assertThat(search("pizza")).containsExactly("2");
        assertThat(search("osteria naan")).containsExactly("3", "2");
        assertThat(search("ajanta")).containsExactly("3", "1");
        assertThat(search("ajan")).isEmpty();
        folded.publish(new RestaurantRenamed(AJANTA, "Taj Mahal"));
        assertThat(search("ajanta")).isEmpty();
        assertThat(search("taj")).containsExactly("3", "1");
        assertThat(ids(list(Side.RESTAURANT, "ajanta", words("taj")))).containsExactly("3", "1");
        assertThat(ids(list(Side.RESTAURANT, "ajanta", words("naan")))).containsExactly("3");
        assertThat(ids(list(Side.RESTAURANT, "ajanta", words("osteria")))).isEmpty();
    }

    @Test
    void aCursorBelongsToItsConsumerAndItsFilter() {
        folded.publish(placed("1"), placed("2"), placed("3"));
        String cursor = query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, null, 1, List.of())).next();
        OrderFilter other = new OrderFilter(LONG_AGO, null, Set.of(OrderStatus.APPROVED), Set.of());
        assertRefused(Code.BAD_CURSOR, () -> query.handle(new FindOrders(Side.CONSUMER, "bob", ALL, cursor, 1, List.of())));
        assertRefused(Code.BAD_CURSOR, () -> query.handle(new FindOrders(Side.RESTAURANT, "ada", ALL, cursor, 1, List.of())));
        assertRefused(Code.BAD_CURSOR, () -> query.handle(new FindOrders(Side.CONSUMER, "ada", other, cursor, 1, List.of())));
        assertRefused(Code.BAD_CURSOR, () -> query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, cursor + "A", 1, List.of())));
        assertThat(ids(query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, cursor, 2, List.of())))).containsExactly("2", "1");
    }

    @Test
    void anOperatorFindsAnyonesOrdersByWhatIsKnownOfThem() {
        ConsumerId bob = new ConsumerId("bob");
        RestaurantId osteria = new RestaurantId("osteria");
        folded.publish(opened("ajanta", "Ajanta"), opened("osteria", "L'Ostería"), placed("1"),
                placed("2", bob, osteria, PLACED.plusMillis(1), line("1", "Pizza", 1)), new OrderApproved(new OrderId("2")),
                placed("3", bob, AJANTA, PLACED.plusMillis(2), line("1", "Naan", 1)));
        OrderFilter approved = new OrderFilter(LONG_AGO, null, Set.of(OrderStatus.APPROVED), Set.of());
        assertThat(matching(new OrderCriteria(null, null, null, null, null, ALL))).containsExactly("3", "2", "1");
        assertThat(matching(new OrderCriteria(null, null, null, null, null, approved))).containsExactly("2");
        assertThat(matching(new OrderCriteria("ajanta", null, null, null, null, ALL))).containsExactly("3", "1");
        assertThat(matching(new OrderCriteria("ajanta", "bob", null, null, null, ALL))).containsExactly("3");
        assertThat(matching(new OrderCriteria(null, "bob", null, null, null, approved))).containsExactly("2");
        assertThat(matching(new OrderCriteria(null, null, "T-1", null, null, ALL))).containsExactly("1");
        assertThat(matching(new OrderCriteria(null, null, "t-1", null, null, ALL))).isEmpty();
        assertThat(matching(new OrderCriteria(null, null, "T-2", null, null, approved))).containsExactly("2");
        assertThat(matching(new OrderCriteria(null, null, null, null, null, words("pizza ajanta")))).containsExactly("3", "2", "1");
        assertThat(matching(new OrderCriteria(null, null, null, null, null, words("osteria")))).containsExactly("2");
    }

    @Test
    void anOrderIsAsOldAsItsLastChange() {
        folded.publish(placed("1"), placed("2"));
        Instant seen = query.handle(new FindOrder("2", List.of())).changedAt();
        folded.publish(new OrderApproved(new OrderId("1")));
        assertThat(query.handle(new FindOrder("1", List.of())).changedAt()).isAfter(seen);
        assertThat(matching(new OrderCriteria(null, null, null, Duration.ZERO, seen, ALL))).containsExactly("2");
        assertThat(matching(new OrderCriteria(null, null, null, Duration.ZERO, seen.minusMillis(1), ALL))).doesNotContain("2");
        assertThat(matching(new OrderCriteria(null, null, null, Duration.ZERO, seen.plusSeconds(60), ALL))).containsExactly("2", "1");
    }

    @Test
    void ordersAreFoundByTheirIdsInTheOrderAskedFor() {
        folded.publish(opened("ajanta", "Ajanta"), placed("1"), placed("2"), new RestaurantRenamed(AJANTA, "Taj Mahal"),
                new TicketRequested(new TicketId("3"), new OrderId("3"), AJANTA, List.of()));
        OrderPage found = query.handle(new FindOrdersByIds(List.of("2", "$ne", "3", "1"), List.of()));
        assertThat(ids(found)).containsExactly("2", "1");
        assertThat(found.items()).allSatisfy(order -> assertThat(order.restaurant().name()).isEqualTo("Taj Mahal"));
        ConsistencyToken unseen = new ConsistencyToken("order-1", 1, "");
        assertRefused(Code.VIEW_BEHIND, () -> query.handle(new FindOrdersByIds(List.of("1"), List.of(unseen))));
    }

    @Test
    void anOperatorsCursorBelongsToItsQuestionWhateverTheTime() {
        folded.publish(placed("1"), placed("2"), placed("3"));
        OrderCriteria old = new OrderCriteria(null, "ada", null, Duration.ofMinutes(1), LATER.plusSeconds(86_400), ALL);
        OrderCriteria later = new OrderCriteria(null, "ada", null, Duration.ofMinutes(1), LATER.plusSeconds(86_460), ALL);
        OrderCriteria other = new OrderCriteria("ada", null, null, Duration.ofMinutes(1), LATER.plusSeconds(86_400), ALL);
        String cursor = query.handle(new FindMatchingOrders(old, null, 1, List.of())).next();
        assertThat(ids(query.handle(new FindMatchingOrders(later, cursor, 1, List.of())))).containsExactly("2");
        assertRefused(Code.BAD_CURSOR, () -> query.handle(new FindMatchingOrders(other, cursor, 1, List.of())));
        assertRefused(Code.BAD_CURSOR, () -> query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, cursor, 1, List.of())));
    }

    private List<String> matching(OrderCriteria criteria) {
        return ids(query.handle(new FindMatchingOrders(criteria, null, 20, List.of())));
    }

    /** Random orders of few consumers at few times, so that many are placed in the same millisecond, while more and more arrive. */
    @Test
    void pagesRepeatNothingAndMissNothingWhileNewOrdersArrive() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Map<String, OrderPlaced> model = new TreeMap<>();
            Instant begin = PLACED.plusSeconds(3600L * seed);
            for (int i = 0; i < 60; i++) {
                place(model, random, "s%d-%03d".formatted(seed, random.nextInt(1000)), begin.plusMillis(random.nextInt(5)));
            }
            ConsumerId consumer = new ConsumerId("c" + seed + "-0");
            OrderFilter filter = new OrderFilter(begin, null, Set.of(), Set.of());
            List<String> expected = expected(model, order -> order.consumerId().equals(consumer) && order.placedAt().isAfter(begin));
            int limit = 1 + random.nextInt(7);
            List<String> read = new ArrayList<>();
            String cursor = null;
            do {
                OrderPage page = query.handle(new FindOrders(Side.CONSUMER, consumer.value(), filter, cursor, limit, List.of()));
                read.addAll(ids(page));
                cursor = page.next();
                if (cursor != null) {
                    assertThat(page.items()).hasSize(limit);
                }
                place(model, random, "new-%d-%d".formatted(seed, read.size()), begin.plusSeconds(read.size()));
            } while (cursor != null);
            assertThat(read).as("seed %d, limit %d", seed, limit).isEqualTo(expected);
        }
    }

    @Test
    void aPageThatEndsWithTheLastOrderHasNoNext() {
        folded.publish(placed("1"), placed("2"));
        assertThat(query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, null, 2, List.of())).next()).isNull();
        assertThat(query.handle(new FindOrders(Side.CONSUMER, "ada", ALL, null, 1, List.of())).next()).isNotNull();
    }

    private void place(Map<String, OrderPlaced> model, Random random, String id, Instant at) {
        String seed = id.replaceAll("^(new-|s)(\\d+).*", "$2");
        OrderPlaced order = placed(id, new ConsumerId("c" + seed + "-" + random.nextInt(2)), AJANTA, at, VINDALOO);
        if (model.putIfAbsent(id, order) == null) {
            folded.publish(order);
        }
    }

    private static List<String> expected(Map<String, OrderPlaced> model, Predicate<OrderPlaced> filter) {
        return model.values().stream().filter(filter)
                .sorted(Comparator.comparing(OrderPlaced::placedAt).thenComparing(order -> order.orderId().value()).reversed())
                .map(order -> order.orderId().value()).toList();
    }

    private static RestaurantOpened opened(String id, String name) {
        return new RestaurantOpened(new RestaurantId(id), name, new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null),
                new GeoPoint(47.8, 13.04), 3000, new TimeZoneName("Europe/Vienna"), "24/7", List.of(), new CurrencyCode("EUR"), null,
                List.of(new MenuItem("1", "Pizza", eur("9"))));
    }

    private OrderHistoryEntry find(String id) {
        return query.handle(new FindOrder(id, List.of()));
    }

    private List<String> search(String keywords) {
        return ids(ofAda(words(keywords)));
    }

    private static OrderFilter words(String keywords) {
        return new OrderFilter(LONG_AGO, null, Set.of(), Words.of(List.of(keywords)));
    }

    private OrderPage ofAda(OrderFilter filter) {
        return list(Side.CONSUMER, "ada", filter);
    }

    private OrderPage list(Side side, String id, OrderFilter filter) {
        return query.handle(new FindOrders(side, id, filter, null, 20, List.of()));
    }

    private static List<String> ids(OrderPage page) {
        return page.items().stream().map(order -> order.id().value()).toList();
    }

    private static void assertRefused(Code code, ThrowingCallable asking) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
