package io.ordertrail.benchmarks;

import io.ordertrail.views.projection.Stored;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * What the view saves: one order as the view has it against one composed of its parts, and a page of history as the view has it against
 * composing each of its orders. One client over HTTP, all ways in turns.
 */
final class Composing {

    private static final int PAGE = 20;

    /** Orders of which those are drawn that are asked for. */
    private static final int DRAWN = 20_000;

    private final Options options;
    private final Report report;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Composing(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** A way to ask something, and how long it took each time, in ms. */
    private record Way(String name, Question question, List<Double> times) {

        Way(String name, Question question) {
            this(name, question, new ArrayList<>());
        }

        void ask(List<String> page) throws IOException, InterruptedException {
            long asked = System.nanoTime();
            question.ask(page);
            times.add((System.nanoTime() - asked) / 1e6);
        }

        double percentile(int percent) {
            List<Double> sorted = times.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1, (long) sorted.size() * percent / 100));
        }
    }

    /** @see Way */
    private interface Question {

        /** @param page the orders in question, the first if it is about one; all of one consumer */
        void ask(List<String> page) throws IOException, InterruptedException;
    }

    void measure(QuerySystem system) throws IOException, InterruptedException {
        Map<String, List<String>> ordersOf = new HashMap<>();
        system.live().collection().find().limit(DRAWN).map(Stored::entry).forEach(entry -> ordersOf
                .computeIfAbsent(entry.consumerId().value(), consumer -> new ArrayList<>()).add(entry.id().value()));
        Map<String, String> consumerOf = new HashMap<>();
        ordersOf.forEach((consumer, orders) -> consumerOf.put(orders.getFirst(), consumer));
        List<List<String>> full = ordersOf.values().stream().filter(orders -> orders.size() >= PAGE)
                .map(orders -> orders.subList(0, PAGE)).toList();
        // A history may be too short for anybody to have a full page.
        List<List<String>> pages = new ArrayList<>(full.isEmpty() ? ordersOf.values() : full);
        Collections.shuffle(pages, new Random(options.seed()));
        String order = system.url() + "/orders/%s";
        String history = system.url() + "/consumers/%s/orders?since=2025-12-31T00:00:00Z&limit=" + PAGE;
        Way viewed = new Way("one order, from the view", page -> get(order.formatted(page.getFirst())));
        Way composed = new Way("one order, composed", page -> get(composed(order, page.getFirst())));
        Way listed = new Way("a page of history, from the view", page -> get(history.formatted(consumerOf.get(page.getFirst()))));
        Way each = new Way("the same page, each order composed, one after the other", page -> {
            for (String id : page) {
                get(composed(order, id));
            }
        });
        Way together = new Way("the same page, each order composed, all at once", page -> CompletableFuture.allOf(page.stream()
                .map(id -> client.sendAsync(request(composed(order, id)), BodyHandlers.ofByteArray()).thenAccept(Composing::expectOk))
                .toArray(CompletableFuture[]::new)).join());
        List<Way> ways = List.of(viewed, composed, listed, each, together);
        // As for rebuilds, what is measured is warm.
        ask(ways, pages);
        ways.forEach(way -> way.times.clear());
        ask(ways, pages);
        ways.forEach(way -> report.say("- %s: p50 %.2f ms, p99 %.2f ms of %,d", way.name, way.percentile(50), way.percentile(99),
                way.times.size()));
        report.say("- **One order composed ÷ from the view: %.1f** (p99 %.1f); load %s", ratio(composed, viewed, 50),
                ratio(composed, viewed, 99), Meter.load());
        report.say("- **A page of %d composed ÷ from the view: %.1f one after the other, %.1f all at once** (p99 %.1f, %.1f)", PAGE,
                ratio(each, listed, 50), ratio(together, listed, 50), ratio(each, listed, 99), ratio(together, listed, 99));
    }

    /** For the time that readers get, through the pages again and again. */
    private void ask(List<Way> ways, List<List<String>> pages) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.seconds().toNanos();
        for (int next = 0; System.nanoTime() < end; next++) {
            for (Way way : ways) {
                way.ask(pages.get(next % pages.size()));
            }
        }
    }

    private static double ratio(Way one, Way other, int percent) {
        return one.percentile(percent) / other.percentile(percent);
    }

    private static String composed(String order, String id) {
        return order.formatted(id) + "?compose=true";
    }

    private void get(String address) throws IOException, InterruptedException {
        expectOk(client.send(request(address), BodyHandlers.ofByteArray()));
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    /** An answer with a part left out would be had cheaper. */
    private static void expectOk(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200 || new String(answer.body()).contains("\"missing\"")) {
            throw new IllegalStateException("%s is answered with %d".formatted(answer.uri(), answer.statusCode()));
        }
    }
}
