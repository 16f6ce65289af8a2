package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Restaurants, consumers, couriers and the lives of many orders, all drawn from one seed. Each consumer's orders are lived one after the other by
 * the same worker, so that what a card limit allows does not depend on who is faster.
 */
class Journey {

    private static final int WORKERS = 16;
    private static final int COURIERS = 20;

    private final Api api;
    private final Clock clock;
    private final long seed;
    private final List<Kitchen> kitchens = new ArrayList<>();
    private final List<String> consumers = new ArrayList<>();

    private record Kitchen(String id, String name, double lat, double lon, Map<String, BigDecimal> prices) {
    }

    Journey(Api api, Clock clock, long seed) {
        this.api = api;
        this.clock = clock;
        this.seed = seed;
    }

    void openRestaurants(List<RestaurantData> all) throws Exception {
        kitchens.addAll(atOnce(all.size(), number -> open(all.get(number), new Random(seed + number))));
    }

    /** Does the same thing for each number by many workers, and gives the results in order. */
    private static <T> List<T> atOnce(int count, IntFunction<T> work) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : IntStream.range(0, count).mapToObj(number -> workers.submit(() -> work.apply(number))).toList()) {
                results.add(result.get());
            }
            return results;
        }
    }

    private Kitchen open(RestaurantData data, Random random) {
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        ObjectNode body = Api.JSON.createObjectNode();
        body.put("name", data.name());
        body.putObject("address").put("street", data.street()).put("city", "Salzburg").put("postalCode", data.postalCode()).put("country",
                "AT");
        body.putObject("location").put("lat", data.lat()).put("lon", data.lon());
        body.put("deliveryRadiusMetres", 3000).put("timeZone", "Europe/Vienna").put("currency", "EUR");
        body.put("openingHours", data.openingHours() == null ? "24/7" : data.openingHours());
        data.cuisines().forEach(body.withArray("cuisines")::add);
        body.putObject("minimumOrder").put("amount", "10.00").put("currency", "EUR");
        ArrayNode menu = body.putArray("menu");
        for (int item = 1; item <= 6; item++) {
            BigDecimal price = BigDecimal.valueOf(400 + random.nextInt(1_500), 2);
            prices.put(Integer.toString(item), price);
            menu.addObject().put("id", Integer.toString(item)).put("name", "Dish " + item)
                    .putObject("price").put("amount", price.toPlainString()).put("currency", "EUR");
        }
        Answer answer = api.post("/restaurants", body.toString());
        if (answer.status() == 400) {
            assertThat(answer.code()).isEqualTo("INVALID");
            assertThat(answer.field()).as(data.openingHours()).isEqualTo("/openingHours");
            answer = api.post("/restaurants", body.put("openingHours", "24/7").toString());
        }
        return new Kitchen(answer.expect(201).id(), data.name(), data.lat(), data.lon(), prices);
    }

    /** One consumer in ten each: with a low order limit, a disabled account, a low card limit, a card limit that a revision can exceed. */
    void registerConsumers(int count) throws Exception {
        consumers.addAll(atOnce(count, this::register));
    }

    private String register(int number) {
        String limit = number % 10 == 0 ? ",\"orderLimit\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}" : "";
        String id = api.post("/consumers", "{\"name\":\"Consumer %d\"%s}".formatted(number, limit)).expect(201).id();
        awaitAccount(id);
        switch (number % 10) {
            case 1 -> api.post("/accounts/%s/disable".formatted(id), null).expect(200);
            case 2 -> limitCard(id, "1.00");
            case 3 -> limitCard(id, "500.00");
            default -> {
            }
        }
        return id;
    }

    private void awaitAccount(String id) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> api.get("/accounts/" + id).status() == 200);
    }

    private void limitCard(String consumer, String amount) {
        api.put("/accounts/%s/card-limit".formatted(consumer), "{\"limit\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}".formatted(amount))
                .expect(200);
    }

    void hireCouriers() {
        for (int i = 0; i < COURIERS; i++) {
            String id = api.post("/couriers", "{\"name\":\"Courier %d\",\"capacity\":50}".formatted(i)).expect(201).id();
            api.post("/couriers/%s/on-duty".formatted(id), null).expect(200);
        }
    }

    List<ExpectedOrder> live(int orders) throws Exception {
        return atOnce(consumers.size(), consumer -> IntStream.iterate(consumer, order -> order < orders, order -> order + consumers.size())
                .mapToObj(this::liveOne)
                .toList()).stream().flatMap(List::stream).toList();
    }

    private ExpectedOrder liveOne(int number) {
        Random random = new Random(seed * 31 + number);
        int consumer = number % consumers.size();
        Ending ending = endingFor(consumer, random);
        ExpectedOrder order = place(ending, ending == Ending.CONSUMER_UNKNOWN ? "nobody-" + number : consumers.get(consumer), random);
        new OrderLife(api, clock, order).live();
        return order;
    }

    private static Ending endingFor(int consumer, Random random) {
        return switch (consumer % 10) {
            case 0 -> Ending.CONSUMER_LIMIT;
            case 1 -> Ending.ACCOUNT_DISABLED;
            case 2 -> Ending.CARD_LIMIT;
            case 3 -> Ending.REVISION_REFUSED_BY_ACCOUNT;
            default -> {
                List<Ending> others = List.of(Ending.DELIVERED, Ending.REFUNDED, Ending.NOT_DELIVERED, Ending.CONSUMER_UNKNOWN,
                        Ending.CANCELLED_EARLY, Ending.CANCELLED_AFTER_ACCEPTANCE, Ending.CANCEL_REFUSED_LATE, Ending.REVISED,
                        Ending.REVISION_REFUSED_BY_KITCHEN, Ending.DECLINED, Ending.TIMED_OUT);
                yield others.get(random.nextInt(others.size()));
            }
        };
    }

    /** Real opening hours are what they are: tries restaurants and times until one is open then. */
    private ExpectedOrder place(Ending ending, String consumer, Random random) {
        for (int attempt = 0; attempt < 200; attempt++) {
            Kitchen kitchen = kitchens.get(random.nextInt(kitchens.size()));
            Instant time = clock.instant().truncatedTo(ChronoUnit.DAYS)
                    .plus(Duration.ofHours(24 * (2 + random.nextInt(7)) + 9 + random.nextInt(12)));
            Map<String, Integer> quantities = new LinkedHashMap<>();
            List<Integer> amounts = List.of(1, 2, 5);
            int lines = 1 + random.nextInt(4);
            for (int item = 1; item <= lines; item++) {
                quantities.put(Integer.toString(item), item == 1 ? 5 : amounts.get(random.nextInt(amounts.size())));
            }
            String reference = random.nextBoolean() ? "T-" + random.nextInt(500) : null;
            Answer answer = api.post("/orders", body(consumer, kitchen, quantities, time, reference));
            if (answer.status() == 422) {
                assertThat(answer.code()).isEqualTo("RESTAURANT_CLOSED");
                continue;
            }
            ExpectedOrder order = new ExpectedOrder(answer.expect(201).id(), ending, consumer, kitchen.id, kitchen.name, kitchen.prices);
            order.quantities.putAll(quantities);
            order.requestedFor = time.toString();
            order.reference = reference;
            order.reason = OrderLife.TIMED_OUT;
            return order;
        }
        throw new AssertionError("No restaurant was ever open");
    }

    private static String body(String consumer, Kitchen kitchen, Map<String, Integer> quantities, Instant time, String reference) {
        ObjectNode body = Api.JSON.createObjectNode();
        body.put("consumerId", consumer).put("restaurantId", kitchen.id).put("requestedFor", time.toString());
        if (reference != null) {
            body.put("reference", reference);
        }
        quantities.forEach((item, quantity) -> body.withArray("lines").addObject().put("menuItemId", item).put("quantity", quantity));
        ObjectNode to = body.putObject("deliverTo");
        to.putObject("address").put("street", "Getreidegasse 9").put("city", "Salzburg").put("postalCode", "5020").put("country", "AT");
        to.putObject("location").put("lat", kitchen.lat + 0.001).put("lon", kitchen.lon - 0.001);
        return body.toString();
    }
}
