package io.ordertrail.standalone;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Every kind of query that takes tokens: how a person asks it, and whether an answer shows what a command did. What is documented and stands
 * neither here nor among {@link #WITHOUT_MEANING} fails the checker's test.
 */
final class Kinds {

    /** Where a token is only checked for being one: these tell of the machinery, of types, or of what is to come, not of what was done. */
    static final Set<String> WITHOUT_MEANING = Set.of("/views", "/views/{view}", "/views/{view}/parked", "/views/{view}/checkpoints",
            "/views/{view}/rebuilds", "/views/{view}/rebuilds/{id}", "/views/{view}/documents/{id}/steps", "/rebuilds", "/rebuilds/{id}",
            "/processors", "/processors/processes/parked", "/processors/processes/parked/{id}", "/events/schemas", "/subscriptions",
            "/subscriptions/{name}");

    private static final String GRAPHQL = "/graphql";

    private static final List<String> TICKET = List.of("CREATE_PENDING", "AWAITING_ACCEPTANCE", "ACCEPTED", "PREPARING", "READY_FOR_PICKUP",
            "PICKED_UP");
    private static final List<String> DELIVERY = List.of("PENDING", "SCHEDULED", "PICKED_UP", "COMPLETED");
    private static final Set<String> BESIDE = Set.of("CANCEL_PENDING", "REVISION_PENDING", "CANCELLED", "FAILED");

    /**
     * How one kind is asked about a fact, and judged.
     *
     * @param summing whether its answer adds up what was done, so that only the tokens of all of that say what it must show
     */
    record Kind(String path, Set<String> about, BiFunction<Person, Fact, String> question, Judge judge, boolean summing) {

        Kind(String path, Set<String> about, BiFunction<Person, Fact, String> question, Judge judge) {
            this(path, about, question, judge, false);
        }

        boolean isAbout(Fact fact) {
            return about.contains(fact.aggregateType());
        }
    }

    /** Whether the answer shows at least what the fact says. */
    interface Judge {

        boolean shows(JsonNode answer, Fact fact, Person person);
    }

    private static final Set<String> OF_ORDERS = Set.of("Order", "Ticket", "Delivery");

    private static final Map<String, Kind> ALL = Stream.of(
            new Kind("/consumers/{id}", Set.of("Consumer"), (me, fact) -> "/consumers/" + me.consumer,
                    (answer, fact, me) -> atLeast(answer.path("name").asString(), fact) && version(answer) >= fact.version()),
            new Kind("/accounts/{id}", Set.of("Consumer", "Account"), (me, fact) -> "/accounts/" + me.consumer,
                    (answer, fact, me) -> fact.aggregateType().equals("Consumer") || version(answer) >= fact.version()
                            && new BigDecimal(answer.at("/cardLimit/amount").asString("0")).compareTo(new BigDecimal(fact.state())) >= 0),
            new Kind("/restaurants/{id}", Set.of("Restaurant"), (me, fact) -> "/restaurants/" + me.restaurant,
                    (answer, fact, me) -> atLeast(answer.path("name").asString(), fact) && version(answer) >= fact.version()),
            new Kind("/restaurants/available", Set.of("Restaurant"),
                    (me, fact) -> "/restaurants/available?lat=%s&lon=13.047&at=%s&limit=1".formatted(me.latitude, Instant.now()),
                    (answer, fact, me) -> items(answer).anyMatch(item -> item.path("id").asString().equals(fact.id())
                            && atLeast(item.path("name").asString(), fact))),
            new Kind("/couriers/{id}/plan", Set.of("Courier"), (me, fact) -> "/couriers/%s/plan".formatted(me.courier),
                    (answer, fact, me) -> fact.count() < me.duties
                            || answer.path("onDuty").asBoolean() == fact.state().equals("ON_DUTY")),
            new Kind("/orders/{id}", OF_ORDERS, (me, fact) -> "/orders/" + fact.order(), Kinds::order),
            new Kind("/orders/{id}?compose=true", OF_ORDERS, (me, fact) -> "/orders/%s?compose=true".formatted(fact.order()), Kinds::order),
            new Kind("/orders", OF_ORDERS, (me, fact) -> me.tossUp() ? "/orders?ids=" + fact.order() : "/orders?consumerId=" + me.consumer
                    + "&from=2020-01-01T00:00:00Z&limit=100", Kinds::listed),
            new Kind("/consumers/{id}/orders", OF_ORDERS,
                    (me, fact) -> "/consumers/%s/orders?since=2020-01-01T00:00:00Z&limit=100".formatted(me.consumer), Kinds::listed),
            new Kind("/consumers/{id}/export", OF_ORDERS, (me, fact) -> "/consumers/%s/export".formatted(me.consumer),
                    (answer, fact, me) -> answer.path("orders").valueStream().map(exported -> exported.path("order"))
                            .filter(order -> order.path("id").asString().equals(fact.order())).anyMatch(order -> order(order, fact, me))
                            || answer.has("next")),
            new Kind("/restaurants/{id}/orders", Set.of("Order", "Ticket", "Delivery", "Restaurant"),
                    (me, fact) -> "/restaurants/%s/orders?since=2020-01-01T00:00:00Z&limit=100".formatted(me.restaurant),
                    (answer, fact, me) -> fact.aggregateType().equals("Restaurant")
                            ? items(answer).allMatch(item -> atLeast(item.at("/restaurant/name").asString(), fact))
                            : listed(answer, fact, me)),
            new Kind(GRAPHQL, OF_ORDERS,
                    (me, fact) -> "{order(id:\"%s\"){version ticket{status} delivery{status}}}".formatted(fact.order()),
                    (answer, fact, me) -> order(answer.at("/data/order"), fact, me)),
            new Kind("/orders/{id}/events", OF_ORDERS, (me, fact) -> "/orders/%s/events".formatted(fact.order()), Kinds::isAmong),
            new Kind("/events", Set.of("Consumer", "Account", "Restaurant", "Courier", "Order", "Ticket", "Delivery"),
                    (me, fact) -> "/events?limit=1000&after=" + me.facts.getFirst().after(),
                    (answer, fact, me) -> isAmong(answer, fact, me) || answer.path("events").size() == 1_000),
            new Kind("/restaurants/{id}/board", Set.of("Ticket"), (me, fact) -> "/restaurants/%s/board".formatted(me.restaurant),
                    (answer, fact, me) -> items(answer).filter(item -> item.path("ticketId").asString().equals(fact.id())).findFirst()
                            .map(item -> reached(TICKET, item.path("status").asString(), fact.state()))
                            .orElse(me.leaving.contains(fact.order()))),
            new Kind("/restaurants/{id}/sales", Set.of("Order"),
                    (me, fact) -> "/restaurants/%s/sales?from=%s&to=%s".formatted(me.restaurant, LocalDate.now().minusDays(2),
                            LocalDate.now().plusDays(2)),
                    (answer, fact, me) -> answer.path("days").valueStream().mapToLong(day -> day.path("orders").asLong()).sum() >= me
                            .approved(),
                    true))
            .collect(Collectors.toMap(Kind::path, kind -> kind));

    private Kinds() {
    }

    /** Those that a system has, by their address, with none for what it documents and nobody has thought of here; and GraphQL, where a question is no path. */
    static Map<String, Optional<Kind>> documented(JsonNode openApi) {
        Map<String, Optional<Kind>> kinds = new TreeMap<>(Map.of(GRAPHQL, Optional.of(ALL.get(GRAPHQL))));
        openApi.path("paths").propertyStream().forEach(path -> {
            JsonNode parameters = path.getValue().at("/get/parameters");
            Set<String> names = parameters.valueStream().map(parameter -> parameter.path("name").asString()).collect(Collectors.toSet());
            boolean live = path.getKey().endsWith("/live");
            if (names.contains("Consistency-Token") && !live && !WITHOUT_MEANING.contains(path.getKey())) {
                kinds.put(path.getKey(), Optional.ofNullable(ALL.get(path.getKey())));
                if (names.contains("compose")) {
                    kinds.put(path.getKey() + "?compose=true", Optional.ofNullable(ALL.get(path.getKey() + "?compose=true")));
                }
            }
        });
        return kinds;
    }

    private static Stream<JsonNode> items(JsonNode answer) {
        return answer.path("items").valueStream();
    }

    private static long version(JsonNode answer) {
        return answer.path("version").asLong(-1);
    }

    /** Names end with a number that grows. */
    private static boolean atLeast(String name, Fact fact) {
        return Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1)) >= Integer.parseInt(fact.state());
    }

    private static boolean listed(JsonNode answer, Fact fact, Person person) {
        return items(answer).filter(item -> item.path("id").asString().equals(fact.order())).anyMatch(item -> order(item, fact, person));
    }

    private static boolean order(JsonNode order, Fact fact, Person person) {
        return switch (fact.aggregateType()) {
            case "Order" -> version(order) >= fact.version();
            case "Ticket" -> reached(TICKET, order.at("/ticket/status").asString(""), fact.state());
            default -> reached(DELIVERY, order.at("/delivery/status").asString(""), fact.state());
        };
    }

    private static boolean reached(List<String> states, String state, String wanted) {
        return BESIDE.contains(state) || states.indexOf(state) >= states.indexOf(wanted);
    }

    private static boolean isAmong(JsonNode page, Fact fact, Person person) {
        return page.path("events").valueStream().anyMatch(event -> event.path("aggregateType").asString().equals(fact.aggregateType())
                && event.path("aggregateId").asString().equals(fact.id()) && event.path("sequence").asLong() == fact.version());
    }
}
