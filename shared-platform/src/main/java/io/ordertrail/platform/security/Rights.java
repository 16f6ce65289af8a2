package io.ordertrail.platform.security;

import static io.ordertrail.platform.security.Thing.BODY;
import static io.ordertrail.platform.security.Thing.CONSUMER;
import static io.ordertrail.platform.security.Thing.COURIER;
import static io.ordertrail.platform.security.Thing.ORDER;
import static io.ordertrail.platform.security.Thing.RESTAURANT;
import static io.ordertrail.platform.security.Whose.ANY;
import static io.ordertrail.platform.security.Whose.NONE;
import static io.ordertrail.platform.security.Whose.OWN;
import static io.ordertrail.platform.security.Whose.OWN_WITHOUT_PAYMENT;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do what, all of it. Operators may do everything and auditors read everything that stands here; what does not stand here nobody else
 * may, so a new operation is closed to others until it has a line.
 */
final class Rights {

    private static final List<Right> TABLE = List.of(
            //                                                       consumer  restaurant  courier
            right("POST /consumers", Thing.NONE, ANY, NONE, NONE),
            right("GET /consumers/{id}", CONSUMER, OWN, NONE, NONE),
            right("PATCH /consumers/{id}", CONSUMER, OWN, NONE, NONE),
            right("DELETE /consumers/{id}", CONSUMER, OWN, NONE, NONE),
            right("GET /consumers/{id}/export", CONSUMER, OWN, NONE, NONE),
            right("GET /consumers/{id}/orders", CONSUMER, OWN, NONE, NONE),
            right("GET /consumers/{id}/live", CONSUMER, OWN, NONE, NONE),

            right("GET /accounts/{id}", CONSUMER, OWN, NONE, NONE),
            operators("POST /accounts/{id}/disable"),
            operators("POST /accounts/{id}/enable"),
            operators("PUT /accounts/{id}/card-limit"),
            operators("POST /accounts/{id}/refunds"),

            operators("POST /restaurants"),
            right("GET /restaurants/available", Thing.NONE, ANY, NONE, NONE),
            right("GET /restaurants/{id}", RESTAURANT, ANY, OWN, NONE),
            right("PUT /restaurants/{id}/menu", RESTAURANT, NONE, OWN, NONE),
            right("PUT /restaurants/{id}/name", RESTAURANT, NONE, OWN, NONE),
            right("PUT /restaurants/{id}/opening-hours", RESTAURANT, NONE, OWN, NONE),
            right("POST /restaurants/{id}/close", RESTAURANT, NONE, OWN, NONE),
            right("POST /restaurants/{id}/reopen", RESTAURANT, NONE, OWN, NONE),
            right("GET /restaurants/{id}/orders", RESTAURANT, NONE, OWN, NONE),
            right("GET /restaurants/{id}/board", RESTAURANT, NONE, OWN, NONE),
            right("GET /restaurants/{id}/board/live", RESTAURANT, NONE, OWN, NONE),
            right("GET /restaurants/{id}/sales", RESTAURANT, NONE, OWN, NONE),

            right("POST /orders", BODY, OWN, NONE, NONE),
            operators("GET /orders"),
            right("GET /orders/{id}", ORDER, OWN, OWN, OWN_WITHOUT_PAYMENT),
            right("GET /orders/{id}/live", ORDER, OWN, NONE, NONE),
            right("GET /orders/{id}/events", ORDER, NONE, OWN, NONE),
            right("POST /orders/{id}/cancel", ORDER, OWN, NONE, NONE),
            right("POST /orders/{id}/revise", ORDER, OWN, NONE, NONE),

            right("POST /tickets/{id}/accept", ORDER, NONE, OWN, NONE),
            right("POST /tickets/{id}/decline", ORDER, NONE, OWN, NONE),
            right("POST /tickets/{id}/start", ORDER, NONE, OWN, NONE),
            right("POST /tickets/{id}/ready", ORDER, NONE, OWN, NONE),
            right("POST /tickets/{id}/hand-over", ORDER, NONE, OWN, NONE),

            operators("POST /couriers"),
            right("POST /couriers/{id}/on-duty", COURIER, NONE, NONE, OWN),
            right("POST /couriers/{id}/off-duty", COURIER, NONE, NONE, OWN),
            right("GET /couriers/{id}/plan", COURIER, NONE, NONE, OWN),
            right("POST /deliveries/{id}/pick-up", ORDER, NONE, NONE, OWN),
            right("POST /deliveries/{id}/location", ORDER, NONE, NONE, OWN),
            right("POST /deliveries/{id}/complete", ORDER, NONE, NONE, OWN),
            right("POST /deliveries/{id}/fail", ORDER, NONE, NONE, OWN),

            operators("GET /events"),
            operators("GET /events/schemas"),
            operators("GET /views"),
            operators("GET /views/{view}"),
            operators("GET /views/{view}/rebuilds"),
            operators("GET /views/{view}/rebuilds/{id}"),
            operators("POST /views/{view}/rebuilds"),
            operators("DELETE /views/{view}/rebuilds/{id}"),
            operators("POST /views/{view}/rebuilds/{id}/switch"),
            operators("POST /views/{view}/rebuilds/{id}/rollback"),
            operators("GET /views/{view}/checkpoints"),
            operators("POST /views/{view}/checkpoints"),
            operators("GET /views/{view}/parked"),
            operators("POST /views/{view}/parked/heal"),
            operators("POST /views/{view}/parked/heal-all"),
            operators("GET /views/{view}/documents/{id}/steps"),
            operators("GET /processors"),
            operators("POST /processors/{name}/pause"),
            operators("POST /processors/{name}/resume"),
            operators("POST /processors/{name}/split"),
            operators("POST /processors/{name}/merge"),
            operators("GET /processors/processes/parked"),
            operators("GET /processors/processes/parked/{id}"),
            operators("POST /processors/processes/parked/{id}/retry"),
            operators("DELETE /processors/processes/parked/{id}/events/{event}"),
            operators("GET /subscriptions"),
            operators("GET /subscriptions/{name}"),
            operators("PUT /subscriptions/{name}"),
            operators("DELETE /subscriptions/{name}"),
            operators("DELETE /subscriptions/{name}/deliveries/{event}"),
            operators("POST /subscriptions/{name}/pause"),
            operators("POST /subscriptions/{name}/resume"),
            operators("POST /subscriptions/{name}/replay"),
            operators("POST /dispatch/reconcile"),
            operators("GET /actuator/prometheus"),
            operators("GET /dashboard/**"),
            operators("POST /dashboard/**"),

            // What a field may be asked for is said below.
            right("POST /graphql", Thing.NONE, ANY, ANY, ANY),
            right("Query.order", ORDER, OWN, OWN, OWN_WITHOUT_PAYMENT),
            operators("Query.ordersById"),
            operators("Query.orders"),
            right("Query.consumer", CONSUMER, OWN, NONE, NONE),
            right("Query.restaurant", RESTAURANT, ANY, OWN, NONE),
            right("Subscription.order", ORDER, OWN, NONE, NONE),
            right("Subscription.ordersOfConsumer", CONSUMER, OWN, NONE, NONE),
            // Whoever has come to an order or a ticket has been let through to it.
            right("Order.consumer", Thing.NONE, ANY, NONE, NONE),
            right("Order.restaurant", Thing.NONE, ANY, ANY, NONE),
            right("Order.payment", Thing.NONE, ANY, ANY, NONE),
            right("Order.events", Thing.NONE, NONE, ANY, NONE),
            right("BoardTicket.order", Thing.NONE, NONE, ANY, NONE),
            right("Consumer.orders", CONSUMER, OWN, NONE, NONE),
            right("Restaurant.orders", RESTAURANT, NONE, OWN, NONE),
            right("Restaurant.board", RESTAURANT, NONE, OWN, NONE));

    /** Balancers ask for health, and what the API is like is no secret. */
    private static final List<PathPattern> PUBLIC = Stream.of("/", "/actuator/health/**", "/v3/api-docs/**", "/v3/api-docs.yaml",
            "/swagger-ui.html", "/swagger-ui/**", "/graphiql", "/graphiql/files/**").map(Rights::pattern).toList();

    private static final Map<String, Right> BY_OPERATION =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(Right::operation, Function.identity()));

    private record Address(PathPattern pattern, Right right) {
    }

    /** The most particular first, as Spring looks for the controller. */
    private static final List<Address> ADDRESSES = TABLE.stream().filter(right -> !right.isField())
            .map(right -> new Address(pattern(right.path()), right))
            .sorted(Comparator.comparing(Address::pattern, PathPattern.SPECIFICITY_COMPARATOR)).toList();

    /**
     * What a request asks for.
     *
     * @param id the one that the path names, null if it names none
     */
    record Asked(Right right, String id) {
    }

    private Rights() {
    }

    private static Right right(String operation, Thing thing, Whose consumer, Whose restaurant, Whose courier) {
        return new Right(operation, thing, consumer, restaurant, courier);
    }

    private static Right operators(String operation) {
        return right(operation, Thing.NONE, NONE, NONE, NONE);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    static boolean isPublic(PathContainer path) {
        return PUBLIC.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /** Empty for what does not stand in the table. */
    static Optional<Asked> asked(String method, PathContainer path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        return ADDRESSES.stream().filter(address -> address.right.method().equals(wanted)).flatMap(address -> {
            PathPattern.PathMatchInfo match = address.pattern.matchAndExtract(path);
            return match == null ? Stream.empty() : Stream.of(new Asked(address.right, match.getUriVariables().get("id")));
        }).findFirst();
    }

    /** Empty for what does not stand in the table. */
    static Optional<Right> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    static List<Right> all() {
        return TABLE;
    }
}
