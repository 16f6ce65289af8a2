package io.ordertrail.query.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.query.OwnStores;
import io.ordertrail.query.QuerySideApplication;
import io.ordertrail.query.orderhistory.Lives;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.projection.Projection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The query side as it is started: what it answers when it asks an order's parts is what the view says, whatever has happened to the order. */
@StoreTest
@SpringBootTest(classes = {QuerySideApplication.class, OwnStores.class},
        properties = {"axon.axonserver.enabled=false", "ordertrail.composition.timeout=PT1M"})
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@DirtiesContext
class ComposedEqualsViewTest {

    private static final RestaurantId AJANTA = new RestaurantId("ajanta");
    private static final ConsumerId ADA = new ConsumerId("ada");
    private static final Money SUM = Money.of("61.70", "EUR");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Autowired
    private MockMvcTester http;

    @Autowired
    private MongoDatabase database;

    @Autowired
    private List<Projection<?>> projections;

    static Stream<List<DomainEvent>> lives() {
        return Stream.of(Lives.delivered("1"), Lives.cancelled("1"), rejected(), declined(), undone(), failed());
    }

    private static List<DomainEvent> rejected() {
        OrderId order = new OrderId("1");
        return then(Lives.cancelled("1").subList(0, 2), new PaymentDeclined(AccountId.of(ADA), order, SUM, Rejection.CARD_LIMIT),
                new TicketAbandoned(new TicketId("1"), order, Rejection.CARD_LIMIT), new OrderRejected(order, Rejection.CARD_LIMIT));
    }

    private static List<DomainEvent> declined() {
        return then(Lives.cancelled("1").subList(0, 6), new TicketDeclined(new TicketId("1"), new OrderId("1"), "no rice"));
    }

    private static List<DomainEvent> undone() {
        OrderId order = new OrderId("1");
        TicketId ticket = new TicketId("1");
        List<DomainEvent> life = then(Lives.cancelled("1").subList(0, 6), new TicketAccepted(ticket, order, NOON));
        life.addAll(Lives.cancelled("1").subList(6, 8));
        return then(life, new TicketCancellationUndone(ticket, order), new OrderCancellationRefused(order, "too late"),
                new OrderRevisionProposed(order, ADA, List.of(), SUM, NOON, null), new TicketRevisionRequested(ticket, order, 2, List.of()),
                new TicketRevisionUndone(ticket, order, 2), new OrderRevisionRefused(order, "CARD_LIMIT"));
    }

    private static List<DomainEvent> failed() {
        OrderId order = new OrderId("1");
        DeliveryId delivery = new DeliveryId("1");
        CourierId courier = new CourierId("grace");
        return then(Lives.cancelled("1").subList(0, 6), new DeliveryScheduled(delivery, order, courier, NOON, NOON),
                new DeliveryPickedUp(delivery, order, courier, NOON), new DeliveryFailed(delivery, order, ADA, courier, "nobody there"),
                new OrderNotDelivered(order));
    }

    private static List<DomainEvent> then(List<DomainEvent> before, DomainEvent... events) {
        List<DomainEvent> all = new ArrayList<>(before);
        all.addAll(List.of(events));
        return all;
    }

    @BeforeEach
    void awaitViews() {
        await("every view is built").atMost(Duration.ofMinutes(1)).until(() -> text(get("/views")),
                views -> !views.contains("\"BUILDING\"") && !views.contains("\"rebuild\""));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void bothAnswersAreTheSameAfterEveryEvent(List<DomainEvent> life) {
        FoldedViews folded = fresh();
        folded.publish(new RestaurantOpened(AJANTA, "Ajanta", new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null),
                new GeoPoint(47.8, 13.04), 3000, new TimeZoneName("Europe/Vienna"), "24/7", List.of(), new CurrencyCode("EUR"), null,
                List.of(new MenuItem("1", "Chicken Vindaloo", SUM))));
        for (DomainEvent event : life) {
            folded.publish(event);
            assertSame(event);
        }
        folded.publish(new RestaurantRenamed(AJANTA, "Taj Mahal"));
        assertThat(assertSame(life)).contains("\"Taj Mahal\"");
    }

    /** What is folded into the live generations is there at once. */
    private FoldedViews fresh() {
        for (Projection<?> projection : projections) {
            database.getCollection(projection.view() + ".1").deleteMany(new Document());
        }
        return new FoldedViews(database, projections.toArray(Projection<?>[]::new));
    }

    private String assertSame(Object moment) {
        MockHttpServletResponse whole = get("/orders/1");
        MockHttpServletResponse composed = get("/orders/1?compose=true");
        assertThat(composed.getStatus()).isEqualTo(HttpStatus.OK.value());
        String body = text(composed);
        assertThat(body).as("after %s", moment).isEqualTo(text(whole));
        assertThat(composed.getHeader(HttpHeaders.ETAG)).isEqualTo(whole.getHeader(HttpHeaders.ETAG));
        return body;
    }

    private MockHttpServletResponse get(String address) {
        return http.get().uri(address).exchange().getResponse();
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownOrderIsNotFound() {
        assertThat(get("/orders/nobody?compose=true").getStatus()).isEqualTo(HttpStatus.NOT_FOUND.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1", "false&compose=true"})
    void whatIsNeitherTrueNorFalseIsRefused(String value) {
        MockHttpServletResponse answer = get("/orders/1?compose=" + value);
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST.value());
        assertThat(text(answer)).contains("\"field\":\"compose\"");
    }

    @Test
    void breakersAreSeenInHealthAndMetrics() {
        get("/orders/nobody?compose=true");
        assertThat(text(get("/actuator/health"))).contains("\"composition\":{\"details\":{\"courierLocation\":\"CLOSED\"");
    }
}
