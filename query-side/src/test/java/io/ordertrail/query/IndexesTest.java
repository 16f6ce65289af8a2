package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.ExplainedQueries.Explained;
import io.ordertrail.query.orderevents.FindLastMoment;
import io.ordertrail.query.orderevents.FindMomentsOfConsumer;
import io.ordertrail.query.orderevents.FindMomentsOfOrder;
import io.ordertrail.query.orderevents.OrderMoment;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.projection.Projection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every query of the API over a hundred thousand orders, as MongoDB explains it: found by an index, in the index's order, and without a look
 * at many documents that are not wanted.
 */
@Tag("store")
@EnabledIf(value = "io.ordertrail.platform.mongo.StoreUnderTest#isReal",
        disabledReason = "needs a real MongoDB: the embedded server cannot explain")
@SpringBootTest(classes = {QuerySideApplication.class, OwnStores.class, IndexesTest.Listening.class},
        properties = "axon.axonserver.enabled=false")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
class IndexesTest {

    private static final int ORDERS = 100_000;
    private static final int PAGE = 20;
    private static final String OF_HUNGRY = "/consumers/%s/orders?".formatted(ManyOrders.HUNGRY);
    private static final String OF_BUSY = "/restaurants/%s/orders?".formatted(ManyOrders.BUSY);

    /** Finding one by one, or in the order asked for; a {@code SORT_MERGE} only merges what is in order. */
    private static final Set<String> BY_INDEX = Set.of("IDHACK", "IXSCAN", "COUNT_SCAN", "DISTINCT_SCAN", "EXPRESS_IXSCAN");

    /** A document per node of the query side, all of which are wanted. */
    private static final BsonString WHOLE = new BsonString("members");
    private static final Set<String> BY_FORCE = Set.of("COLLSCAN", "SORT", "EOF");

    @TestConfiguration
    static class Listening {

        @Bean
        ExplainedQueries explainedQueries() {
            return new ExplainedQueries();
        }
    }

    @Autowired
    private MongoDatabase database;
    @Autowired
    private ExplainedQueries explained;
    @Autowired
    private MockMvcTester http;
    @Autowired
    private JsonMapper json;

    @BeforeAll
    void fill(@Autowired List<Projection<?>> projections) {
        // A collection that is not there is not looked up by an index.
        database.getCollection("rebuilds").insertOne(new Document("_id", "another"));
        ManyOrders.publishTo(new FoldedViews(database, projections.toArray(Projection<?>[]::new)), ORDERS);
    }

    /** One of each kind, and of each list the plainest. */
    static Stream<String> simpleQuestions() {
        return Stream.of("/orders/00000042", "/orders/nobody", "/orders/%s/events".formatted(ManyOrders.LONG), "/orders/nobody/events",
                "/consumers/" + ManyOrders.HUNGRY, "/restaurants/" + ManyOrders.BUSY,
                "/restaurants/available?lat=47.8&lon=13.04&at=2026-11-21T18:00:00Z", "/accounts/" + ManyOrders.HUNGRY,
                "/couriers/%s/plan".formatted(ManyOrders.COURIER),
                "/restaurants/%s/board".formatted(ManyOrders.BUSY), "/restaurants/nobody/board", "/events", "/events/schemas", "/views",
                "/views/order-history",
                "/views/order-history/parked", "/views/order-history/checkpoints", "/views/order-history/rebuilds/nobody",
                "/consumers/consumer-7/orders?since=2000-01-01T00:00:00Z&keywords=naan+pizzeria",
                "/restaurants/restaurant-7/orders?since=2000-01-01T00:00:00Z&keywords=naan",
                "/consumers/nobody/orders?since=2000-01-01T00:00:00Z&keywords=naan", OF_HUNGRY + "since=2000-01-01T00:00:00Z",
                "/restaurants/%s/sales?from=2026-01-01&to=2026-12-31".formatted(ManyOrders.BUSY));
    }

    /** All filters on the two lists that are long. */
    static Stream<String> questions() {
        List<String> questions = new ArrayList<>();
        for (String list : List.of(OF_HUNGRY, OF_BUSY)) {
            for (String time : List.of("since=2000-01-01T00:00:00Z", "since=2026-01-01T00:00:20Z&until=2026-01-01T00:00:21Z",
                    "since=2030-01-01T00:00:00Z")) {
                for (String status : List.of("", "&status=APPROVED", "&status=CANCEL_PENDING", "&status=CANCEL_PENDING&status=APPROVED")) {
                    for (String words : List.of("", "&keywords=naan", "&keywords=truffle", "&keywords=truffle+naan", "&keywords=pizzeria",
                            "&keywords=truffle+pizzeria", "&keywords=busy", "&keywords=nowhere")) {
                        questions.add(list + time + status + words);
                    }
                }
            }
        }
        return Stream.of(simpleQuestions(), questions.stream(), operatorsQuestions()).flatMap(all -> all);
    }

    /** One equality, the time in each way, and words. */
    private static Stream<String> operatorsQuestions() {
        List<String> questions = new ArrayList<>(List.of("/orders?ids=00000042,nobody,00000007"));
        for (String equality : List.of("", "&status=APPROVED", "&status=CANCEL_PENDING&status=APPROVED", "&reference=T-400",
                "&restaurantId=" + ManyOrders.BUSY, "&consumerId=" + ManyOrders.HUNGRY, "&consumerId=nobody")) {
            for (String time : List.of("", "&from=2026-01-01T00:00:20Z", "&from=2026-01-01T00:00:20Z&to=2026-01-01T00:00:21Z",
                    "&olderThan=PT0S", "&olderThan=PT10M")) {
                questions.add("/orders?limit=20" + equality + time);
            }
        }
        for (String words : List.of("naan", "truffle", "truffle+naan", "busy", "nowhere")) {
            questions.add("/orders?limit=20&keywords=" + words);
            questions.add("/orders?limit=20&status=CANCEL_PENDING&keywords=" + words);
        }
        return questions.stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isFoundByAnIndexInOrderAndWithoutLookingAtMuchElse(String question) {
        String next = ask(question, PAGE);
        if (next != null && question.contains("orders?")) {
            next = ask(question + "&cursor=" + next, PAGE);
            if (next != null) {
                ask(question.replace("limit=20", "limit=1") + (question.contains("limit=20") ? "" : "&limit=1") + "&cursor=" + next, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("simpleQuestions")
    void soAreTheEventsThatTokensName(String question) {
        ask(question, PAGE, new ConsistencyToken("order-" + ManyOrders.LONG, 0, ""),
                new ConsistencyToken("delivery-" + ManyOrders.LONG, 300, ""),
                new ConsistencyToken("account-" + ManyOrders.HUNGRY, 1, ManyOrders.LONG),
                new ConsistencyToken("consumer-" + ManyOrders.HUNGRY, 0, ""), new ConsistencyToken("restaurant-" + ManyOrders.BUSY, 0, ""),
                new ConsistencyToken("courier-" + ManyOrders.COURIER, 0, ""), new ConsistencyToken("account-" + ManyOrders.HUNGRY, 0, ""));
    }

    /** @return where the next page begins, if there is one */
    private String ask(String question, int page, ConsistencyToken... tokens) {
        MvcTestResult[] answer = new MvcTestResult[1];
        List<Explained> queries = explained.of(database, () -> answer[0] = http.get().uri(question)
                .headers(headers -> Stream.of(tokens).forEach(token -> headers.add(ConsistencyToken.HEADER, token.encode()))).exchange());
        assertThat(answer[0].getResponse().getStatus())
                .isEqualTo(question.matches("/orders/nobody.*|.*/nobody/board|.*/rebuilds/nobody") ? 404 : 200);
        assertThat(queries).filteredOn(query -> !WHOLE.equals(query.query().get("find"))).allSatisfy(query -> {
            assertThat(query.stages()).as(query.toString()).containsAnyElementsOf(BY_INDEX).doesNotContainAnyElementsOf(BY_FORCE);
            assertThat(query.documents()).as(query.toString()).isLessThanOrEqualTo(2 * query.returned() + page);
        });
        if (question.contains("orders")) {
            assertThat(queries).isNotEmpty();
        }
        String body = new String(answer[0].getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        return json.readTree(body).path("next").asString(null);
    }

    /** What streams ask for. The events of few orders are put in order; nothing else is looked at. */
    static Stream<Arguments> momentsQuestions() {
        return Stream.of(Arguments.of(new FindLastMoment(ManyOrders.LONG, 0), 10), Arguments.of(new FindLastMoment("nobody", 0), 10),
                Arguments.of(new FindMomentsOfOrder("00000042", 0, 0, PAGE), 10),
                Arguments.of(new FindMomentsOfConsumer("consumer-7", 0, Instant.EPOCH, 0, PAGE), 200),
                Arguments.of(new FindMomentsOfConsumer(ManyOrders.HUNGRY, 0, Instant.now(), 0, PAGE), 10));
    }

    @ParameterizedTest
    @MethodSource("momentsQuestions")
    void whatHasHappenedSinceIsFoundByAnIndexToo(Object question, int documents, @Autowired Queries queries) {
        List<Explained> explanations = explained.of(database, () -> queries.ask(question, OrderMoment.Page.class));
        assertThat(explanations).filteredOn(query -> !WHOLE.equals(query.query().get("find"))).isNotEmpty().allSatisfy(query -> {
            assertThat(query.stages()).as(query.toString()).containsAnyElementsOf(BY_INDEX).doesNotContain("COLLSCAN");
            assertThat(query.documents()).as(query.toString()).isLessThanOrEqualTo(documents);
        });
    }

    /** Of views, that is: subscriptions are fifty at most, and none of them one. What is exported of a consumer is asked by queries that stand here. */
    @Test
    void noQueryOfTheApiIsLeftOut(@Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        List<String> tried = questions().map(question -> question.replaceAll("\\?.*", "")).toList();
        assertThat(requestMappingHandlerMapping.getHandlerMethods()).allSatisfy((mapping, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("io.ordertrail.query")
                    && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)
                    && !handler.getBeanType().getPackageName().endsWith(".dashboard")
                    && !handler.getBeanType().getPackageName().endsWith(".subscription")
                    && !handler.getBeanType().getPackageName().endsWith(".export")
                    && mapping.getProducesCondition().getProducibleMediaTypes().stream().noneMatch(MediaType.TEXT_EVENT_STREAM::equals)) {
                assertThat(mapping.getPatternValues()).allSatisfy(pattern -> assertThat(tried).as(pattern)
                        .anyMatch(new UriTemplate(pattern)::matches));
            }
        });
    }
}
