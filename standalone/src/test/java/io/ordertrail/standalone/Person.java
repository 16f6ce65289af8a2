package io.ordertrail.standalone;

import io.ordertrail.standalone.Api.Answer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Somebody with a consumer, a restaurant and a courier of their own, who gives one command after another, and remembers what the latest of
 * them did. Nobody else commands these, so what they know is what must be seen.
 */
final class Person {

    /** What was done before these is too long ago to be interesting. */
    private static final int REMEMBERED = 12;

    /** More would not fit on a page. */
    private static final int ORDERS = 60;

    private static final String[] STEPS = {"/tickets/%s/start", "/tickets/%s/ready", "/deliveries/%s/pick-up", "/deliveries/%s/complete"};
    private static final String[] STATES = {"PREPARING", "READY_FOR_PICKUP", "PICKED_UP", "COMPLETED"};

    private final Api commands;
    private final Random random;
    private final Map<String, Integer> next = new HashMap<>();
    private final List<String> orders = new ArrayList<>();
    private int names;
    private int revisions;
    final Deque<Fact> facts = new ArrayDeque<>();
    final Set<String> leaving = new HashSet<>();
    String consumer;
    String restaurant;
    String courier;
    String latitude;
    int duties;

    /** In the feed: what it does from now on comes after it. */
    long position;

    Person(Api commands, long seed) {
        this.commands = commands;
        this.random = new Random(seed);
        begin();
    }

    private void begin() {
        facts.clear();
        orders.clear();
        leaving.clear();
        position = position == 0 ? commands.endOfFeed(0) : position;
        Answer registered = commands.post("/consumers", "{\"name\":\"Ada %d\"}".formatted(++names)).expect(201);
        consumer = registered.id();
        remember(registered, "Consumer", null, String.valueOf(names), names);
        // A place of its own, so that it is the nearest there; and all deliver to where orders go.
        latitude = "47.8%09d".formatted(random.nextInt(10_000_000));
        Answer opened = commands.post("/restaurants", Samples.RESTAURANT.replace("Ajanta", "Ajanta " + ++names)
                .replace("47.803", latitude)).expect(201);
        restaurant = opened.id();
        remember(opened, "Restaurant", null, String.valueOf(names), names);
        Answer hired = commands.post("/couriers", "{\"name\":\"Grace\",\"capacity\":1000}").expect(201);
        courier = hired.id();
        // Odd, so that the next is to go on duty.
        duties += 1 + duties % 2;
        remember(hired, "Courier", null, "OFF_DUTY", duties);
    }

    boolean tossUp() {
        return random.nextBoolean();
    }

    /** How many orders are known to have been approved, as they have since been changed. */
    long approved() {
        return facts.stream().filter(fact -> fact.aggregateType().equals("Order") && !fact.state().equals("APPROVAL_PENDING"))
                .map(Fact::order).distinct().count();
    }

    <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    int oneOf(int bound) {
        return random.nextInt(bound);
    }

    /** Some command or other, but none that changes nothing: its answer would name an event of any age. It may be refused, as long as that is said. */
    void command() {
        if (orders.size() >= ORDERS) {
            begin();
        }
        switch (random.nextInt(10)) {
            case 0 -> renameConsumer();
            case 1 -> renameRestaurant();
            case 2 -> changeDuty();
            case 3 -> changeCardLimit();
            case 4, 5 -> place();
            case 6 -> change();
            default -> advance();
        }
    }

    private void renameConsumer() {
        keep(commands.send("PATCH", "/consumers/" + consumer, "{\"name\":\"Ada %d\"}".formatted(++names)), "Consumer", null,
                String.valueOf(names));
    }

    private void renameRestaurant() {
        keep(commands.put("/restaurants/%s/name".formatted(restaurant), "{\"name\":\"Ajanta %d\"}".formatted(++names)), "Restaurant", null,
                String.valueOf(names));
    }

    private void changeDuty() {
        duties++;
        boolean on = duties % 2 == 0;
        keep(commands.post("/couriers/%s/%s".formatted(courier, on ? "on-duty" : "off-duty"), null).expect(200), "Courier", null,
                on ? "ON_DUTY" : "OFF_DUTY");
    }

    /** The account is opened by a process, and so may not be there yet. */
    private void changeCardLimit() {
        String limit = String.valueOf(10_000 + ++names);
        keep(commands.put("/accounts/%s/card-limit".formatted(consumer), "{\"limit\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                .formatted(limit)), "Account", null, limit);
    }

    /** Where the machine has too much to do already, nothing is placed, and that is an answer, too. */
    private void place() {
        Answer placed = commands.post("/orders", Samples.order(consumer, restaurant, 1 + random.nextInt(5)));
        if (placed.status() == 503 && placed.code().equals("OVERLOADED")) {
            return;
        }
        placed.expect(201);
        orders.add(placed.id());
        next.put(placed.id(), -1);
        keep(placed, "Order", placed.id(), "APPROVAL_PENDING");
    }

    private void change() {
        if (!orders.isEmpty()) {
            String order = any(orders);
            if (random.nextInt(4) > 0) {
                keep(commands.post("/orders/%s/revise".formatted(order),
                        "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":%d}]}".formatted(6 + ++revisions % 20)), "Order", order,
                        "REVISION_PENDING");
            } else if (leaving.add(order)) {
                keep(commands.post("/orders/%s/cancel".formatted(order), null), "Order", order, "CANCEL_PENDING");
            }
        }
    }

    /** The kitchen's next step, or the courier's. */
    private void advance() {
        if (orders.isEmpty()) {
            place();
            return;
        }
        String order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(5)));
        int step = next.get(order);
        if (step >= STEPS.length) {
            return;
        }
        if (step >= 2) {
            leaving.add(order);
        }
        Answer answer = step < 0 ? commands.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600)))
                : commands.post(STEPS[step].formatted(order), null);
        keep(answer, step < 2 ? "Ticket" : "Delivery", order, step < 0 ? "ACCEPTED" : STATES[step]);
        if (answer.status() == 200) {
            next.put(order, step + 1);
        }
    }

    private void keep(Answer answer, String aggregateType, String order, String state) {
        if (answer.status() < 300) {
            remember(answer, aggregateType, order, state, duties);
        } else if (answer.status() != 409 && answer.status() != 404) {
            throw new AssertionError("%s → %s".formatted(answer.raw().uri(), answer.raw().body()));
        }
    }

    private void remember(Answer answer, String aggregateType, String order, String state, int count) {
        facts.addLast(new Fact(answer.token(), aggregateType, answer.id(), answer.body().path("version").asLong(), order, state, count,
                position));
        if (facts.size() > REMEMBERED) {
            facts.removeFirst();
        }
    }
}
