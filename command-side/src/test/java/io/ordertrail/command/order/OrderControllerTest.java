package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.ID;
import static io.ordertrail.command.order.SampleOrder.PLACED_AT;
import static io.ordertrail.command.order.SampleOrder.place;
import static io.ordertrail.command.order.SampleOrder.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Commands;
import io.ordertrail.command.FirstEvents;
import io.ordertrail.command.MemoryCommandSide;
import io.ordertrail.command.MemoryKeys;
import io.ordertrail.command.Once;
import io.ordertrail.command.order.OrderCommand.ApproveOrder;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/** The order's endpoints over a real aggregate. How refusals become problems is the platform's and tested there. */
class OrderControllerTest {

    /** As a reader of the API document has it on the day before. */
    private static final String PLACE = OrderExamples.PLACE.replace("{tomorrow}", "2026-11-21");

    private final MemoryCommandSide side = MemoryCommandSide.with(Order.class);
    private final Commands commands = side.commands();
    private final MockMvcTester http = http();

    @Test
    void aPlacedOrderIsAnsweredWhole() {
        MvcTestResult answer = post("/orders", PLACE);

        assertThat(answer).hasStatus(HttpStatus.CREATED).headers().hasValue(HttpHeaders.ETAG, "\"0\"");
        String id = answer.getResponse().getHeader(HttpHeaders.LOCATION).substring("/orders/".length());
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"id":"%s","status":"APPROVAL_PENDING","version":0,"consumerId":"01KAV9Y0A1B2C3D4E5F6G7H8JK",
                 "restaurant":{"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","name":"Ajanta"},
                 "lines":[{"menuItemId":"1","name":"Dish 1","price":{"amount":"10.00","currency":"EUR"},"quantity":5}],
                 "total":{"amount":"50.00","currency":"EUR"},"placedAt":"2026-11-21T17:00:00Z","requestedFor":"2026-11-21T18:00:00Z",
                 "reference":"T-417",
                 "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                              "location":{"lat":47.8,"lon":13.04}}}""".formatted(id));
        assertThat(tokenOf(answer)).isEqualTo(new ConsistencyToken("order-" + id, 0, ""));
        assertThat(side.eventsOf(new OrderId(id))).hasSize(1);
    }

    @Test
    void aRepeatedKeyIsAnsweredByteForByte() {
        MvcTestResult first = http.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).content(PLACE)
                .header("Idempotency-Key", "k 1").exchange();
        MvcTestResult second = http.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).content(PLACE)
                .header("Idempotency-Key", "k 1").exchange();

        assertThat(second).hasStatus(HttpStatus.CREATED);
        assertThat(second.getResponse().getContentAsByteArray()).isEqualTo(first.getResponse().getContentAsByteArray());
        for (String header : List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, ConsistencyToken.HEADER)) {
            assertThat(second.getResponse().getHeader(header)).isEqualTo(first.getResponse().getHeader(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0001", "\u00e9", "long"})
    void aKeyMustBePrintableAndShort(String key) {
        assertThat(http.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).content(PLACE)
                .header("Idempotency-Key", key.equals("long") ? "k".repeat(201) : key)).hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void aCancellationIsBegun() {
        approvedOrder();

        MvcTestResult answer = http.post().uri("/orders/{id}/cancel", ID.value()).header(HttpHeaders.IF_MATCH, "\"1-5a\"").exchange();

        assertThat(answer).hasStatus(HttpStatus.ACCEPTED).headers().hasValue(HttpHeaders.ETAG, "\"2\"");
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"id":"%s","status":"CANCEL_PENDING","version":2}""".formatted(ID.value()));
        assertThat(tokenOf(answer)).isEqualTo(new ConsistencyToken(ID.toString(), 2, ""));
        assertThat(side.eventsOf(ID)).last().isInstanceOf(OrderCancellationRequested.class);
    }

    @Test
    void aRevisionIsBegun() {
        approvedOrder();

        MvcTestResult answer = post("/orders/" + ID.value() + "/revise", OrderExamples.REVISE_QUANTITIES);

        assertThat(answer).hasStatus(HttpStatus.ACCEPTED).bodyJson().isStrictlyEqualTo("""
                {"id":"%s","status":"REVISION_PENDING","version":2}""".formatted(ID.value()));
        assertThat(side.eventsOf(ID)).last().isInstanceOf(OrderRevisionProposed.class);
    }

    @Test
    void ifMatchHoldsForARevisionBesideItsExpectedVersion() {
        approvedOrder();

        assertThat(http.post().uri("/orders/{id}/revise", ID.value()).header(HttpHeaders.IF_MATCH, "\"0\"")
                .contentType(MediaType.APPLICATION_JSON).content(OrderExamples.REVISE_QUANTITIES))
                .hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.PRECONDITION_FAILED));
        assertThat(side.eventsOf(ID)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01HZZZZZZZZZZZZZZZZZZZZZZ7", "nope", "$where", "a.b", "a\0b"})
    void anUnknownOrderIsNotFound(String id) {
        assertThat(http.post().uri("/orders/{id}/cancel", id))
                .hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
    }

    private void approvedOrder() {
        commands.send(place());
        commands.send(new ApproveOrder(ID));
        assertThat(side.eventsOf(ID)).startsWith(placed());
    }

    private MvcTestResult post(String path, String body) {
        return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private static ConsistencyToken tokenOf(MvcTestResult answer) {
        return ConsistencyToken.decode(answer.getResponse().getHeader(ConsistencyToken.HEADER));
    }

    private MockMvcTester http() {
        Clock clock = Clock.fixed(PLACED_AT, ZoneOffset.UTC);
        ScriptedRestaurants restaurants = new ScriptedRestaurants();
        OrderController controller = new OrderController(commands,
                new PlaceOrderService(commands, restaurants, new Once(new MemoryKeys(), new FirstEvents(side.events()), () -> null),
                        new FirstEvents(side.events()), clock),
                new ReviseOrderService(commands, restaurants, clock));
        JsonMapper.Builder mapper = JsonMapper.builder();
        NamedTypeSerializer.configure(mapper);
        return MockMvcTester.of(List.of(controller),
                builder -> builder.setMessageConverters(new JacksonJsonHttpMessageConverter(mapper.build())).build());
    }
}
