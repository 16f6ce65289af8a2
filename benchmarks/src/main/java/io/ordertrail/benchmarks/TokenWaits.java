package io.ordertrail.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a token costs its bringer: commands come at a given rate, whatever the answers take, and every fifth is followed at once by the same
 * query, now with its token and {@code Prefer: wait}, now without. The whole system, with the view store on MongoDB.
 */
final class TokenWaits {

    private static final int PER_SECOND = 200;
    private static final int CONSUMERS = 200;

    /** So many commands for one that is followed by a query: what is measured is a wait under commands, not under queries. */
    private static final int COMMANDS_PER_QUERY = 5;

    /** Rates of the commands before what is measured: a JVM that is overtaxed at once has no processor left for its compilers. */
    private static final int[] WARM_UP = {PER_SECOND / 4, PER_SECOND / 2, PER_SECOND};

    private final Options options;
    private final Report report;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Double> with = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> without = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> commands = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failed = new AtomicInteger();

    TokenWaits(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() throws InterruptedException {
        QuerySystem.drop(options.mongodb());
        Map<String, String> views = Map.of("MONGODB_URI", options.mongodb() == null ? "" : QuerySystem.withDatabase(options.mongodb()));
        try (CommandSystem system = CommandSystem.start(views)) {
            String url = system.url();
            List<String> consumers = new ArrayList<>();
            while (consumers.size() < CONSUMERS) {
                consumers.add(system.consumer());
            }
            for (int rate : WARM_UP) {
                command(url, consumers, rate);
            }
            List.of(with, without, commands).forEach(List::clear);
            failed.set(0);
            command(url, consumers, PER_SECOND);
            tell();
        } finally {
            QuerySystem.drop(options.mongodb());
        }
    }

    private void command(String url, List<String> consumers, int rate) throws InterruptedException {
        Random random = new Random(options.seed());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            for (int i = 0; i < rate * options.seconds().toSeconds(); i++) {
                long due = began + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    Thread.sleep(1);
                }
                int number = i;
                String consumer = url + "/consumers/" + consumers.get(random.nextInt(consumers.size()));
                clients.submit(() -> once(consumer, number));
            }
        }
    }

    private void once(String consumer, int number) {
        try {
            long began = System.nanoTime();
            HttpResponse<String> renamed = send("PATCH", consumer, "{\"name\":\"Ada %d\"}".formatted(number), null);
            long done = System.nanoTime();
            commands.add((done - began) / 1e6);
            int status = renamed.statusCode();
            if (status == 200 && number % COMMANDS_PER_QUERY == 0) {
                String token =
                        number / COMMANDS_PER_QUERY % 2 == 0 ? renamed.headers().firstValue("Consistency-Token").orElseThrow() : null;
                status = send("GET", consumer, null, token).statusCode();
                (token == null ? without : with).add((System.nanoTime() - done) / 1e6);
            }
            if (status != 200) {
                failed.incrementAndGet();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failed.incrementAndGet();
        }
    }

    private HttpResponse<String> send(String method, String address, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Consistency-Token", token).header("Prefer", "wait=10");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private void tell() {
        QueryLoad.Latencies waited = QueryLoad.Latencies.of(List.of(new QueryLoad.Latencies(with)));
        QueryLoad.Latencies plain = QueryLoad.Latencies.of(List.of(new QueryLoad.Latencies(without)));
        QueryLoad.Latencies commanded = QueryLoad.Latencies.of(List.of(new QueryLoad.Latencies(commands)));
        report.say("");
        report.say("### Tokens under %d commands/s, HTTP included", PER_SECOND);
        report.say("");
        report.say("- commands: p50 %.1f ms, p99 %.1f ms of %,d; %d failed", commanded.percentile(50), commanded.percentile(99),
                commanded.sorted().size(), failed.get());
        report.say("- the query after it, with its token: p50 %.1f ms, p99 %.1f ms of %,d; without: p50 %.1f ms, p99 %.1f ms of %,d",
                waited.percentile(50), waited.percentile(99), waited.sorted().size(), plain.percentile(50), plain.percentile(99),
                plain.sorted().size());
        report.say("- **A token's wait adds %.1f ms at the median, %.1f ms at the 99th percentile**; load %s",
                waited.percentile(50) - plain.percentile(50), waited.percentile(99) - plain.percentile(99), Meter.load());
    }
}
