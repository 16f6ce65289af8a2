package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.projection.Projection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side as it is started: however many orders an answer has, the store is asked as often. */
@SpringBootTest(classes = {QuerySideApplication.class, OwnStores.class, GraphQlStoreCallsTest.Listening.class},
        properties = "axon.axonserver.enabled=false")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphQlStoreCallsTest {

    /** Orders with all their parts, of a third as many restaurants. */
    private static final String PAGE =
            """
            query($n: Int!) { orders(first: $n) { edges { cursor node {
                id status total { amount } lines { name quantity }
                consumer { id name orderLimit { amount } } restaurant { id name menu { name price { amount currency } } }
                ticket { status readyBy } payment { status } delivery { status courierLocation { lat lon } }
                events(first: 3) { edges { node { type time payload } } pageInfo { hasNextPage } } } } pageInfo { hasNextPage endCursor } } }""";

    @TestConfiguration
    static class Listening {

        @Bean
        Calls calls() {
            return new Calls();
        }
    }

    /** What queries ask of the store. */
    static class Calls implements CommandListener {

        private static final Set<String> QUERIES = Set.of("find", "aggregate", "distinct", "count", "getMore");

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (ExplainedQueries.isQuery(Thread.currentThread()) && QUERIES.contains(event.getCommandName())) {
                count.incrementAndGet();
            }
        }
    }

    @Autowired
    private Calls calls;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private JsonMapper json;

    @Autowired
    private MongoDatabase database;

    @Autowired
    private List<Projection<?>> projections;

    @BeforeAll
    void fill() {
        ManyOrders.publishTo(new FoldedViews(database, projections.toArray(Projection<?>[]::new)), 100);
        ask(PAGE, Map.of("n", 1));
    }

    private JsonNode ask(String query, Map<String, Object> variables) {
        return json.readTree(http.post().uri("/graphql").contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(Map.of("query", query, "variables", variables))).exchange().getResponse()
                .getContentAsByteArray());
    }

    private int callsOf(String query, Map<String, Object> variables) {
        int before = calls.count.get();
        JsonNode answer = ask(query, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return calls.count.get() - before;
    }

    @Test
    void aPageOfOrdersWithAllTheirPartsCostsAsManyCallsAsOneOrder() {
        JsonNode page = ask(PAGE, Map.of("n", 20)).at("/data/orders/edges");
        assertThat(page).hasSize(20);
        assertThat(page).allSatisfy(edge -> assertThat(edge.at("/node/restaurant/name").asString("")).isNotEmpty());
        assertThat(page).allSatisfy(edge -> assertThat(edge.at("/node/events/edges")).isNotEmpty());
        assertThat(page).anySatisfy(edge -> assertThat(edge.at("/node/consumer/name").asString("")).isEqualTo("Ada"));
        assertThat(page.valueStream().map(edge -> edge.at("/node/id").asString())).doesNotHaveDuplicates();

        int one = callsOf(PAGE, Map.of("n", 1));
        assertThat(one).isBetween(4, 6);
        assertThat(callsOf(PAGE, Map.of("n", 20))).isEqualTo(one);
    }

    @Test
    void whatSeveralFieldsWantIsLookedUpAtOnce() {
        assertThat(callsOf("{ a: order(id: \"00000001\") { id } b: order(id: \"00000002\") { id } c: order(id: \"00000003\") { id } }",
                Map.of())).isEqualTo(callsOf("{ a: order(id: \"00000001\") { id } }", Map.of()));
    }

    @Test
    void aBoardsOrdersAreLookedUpAtOnce() {
        String board = "{ restaurant(id: \"busy\") { board(first: %d) { edges { node { status order { id status } } } } } }";
        assertThat(callsOf(board.formatted(20), Map.of())).isEqualTo(callsOf(board.formatted(1), Map.of()));
    }

    @Test
    void aQuerySideByItselfTellsNobodyItsSchema() {
        JsonNode answer = ask("{ __schema { types { name } } }", Map.of());
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
        assertThat(answer.at("/data/__schema").isMissingNode()).isTrue();
        assertThat(ask("{ __typename }", Map.of()).at("/data/__typename").asString()).isEqualTo("Query");
        assertThat(http.get().uri("/graphiql")).hasStatus(404);
    }
}
