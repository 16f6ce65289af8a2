package io.ordertrail.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * A few readers, over HTTP: each asks one of the questions, waits for the answer, thinks for a moment, and asks again.
 */
final class QueryLoad {

    private static final int READERS = 2;
    private static final int THINKING_MILLIS = 10;
    private static final int CONSUMERS = 1_000;
    private static final String ORDERS = "%s/consumers/%s/orders?since=2025-12-31T00:00:00Z&limit=20";

    private final List<URI> questions;
    private final HttpClient client = HttpClient.newHttpClient();

    QueryLoad(List<URI> questions) {
        this.questions = questions;
    }

    /** Of order histories: for the newest twenty orders of some consumer. */
    static QueryLoad ofHistories(QuerySystem system) {
        List<URI> questions = new ArrayList<>();
        for (String consumer : system.live().collection().distinct("d.consumerId", String.class)) {
            if (questions.size() < CONSUMERS) {
                questions.add(URI.create(ORDERS.formatted(system.url(), consumer)));
            }
        }
        return new QueryLoad(questions);
    }

    /** Times of answers, in ms. */
    record Latencies(List<Double> sorted) {

        static Latencies of(List<Latencies> parts) {
            List<Double> all = new ArrayList<>();
            parts.forEach(part -> all.addAll(part.sorted));
            Collections.sort(all);
            return new Latencies(all);
        }

        double percentile(double percent) {
            return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * percent / 100)));
        }
    }

    /** Asks as long as there is something to ask for. */
    Latencies whilst(BooleanSupplier going) throws InterruptedException {
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Callable<Latencies>> tasks = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                Random random = new Random(reader);
                tasks.add(() -> read(random, going));
            }
            List<Latencies> parts = new ArrayList<>();
            for (Future<Latencies> part : readers.invokeAll(tasks)) {
                parts.add(part.get());
            }
            return Latencies.of(parts);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Latencies read(Random random, BooleanSupplier going) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        while (going.getAsBoolean()) {
            HttpRequest question = HttpRequest.newBuilder(questions.get(random.nextInt(questions.size()))).build();
            long asked = System.nanoTime();
            int status = client.send(question, BodyHandlers.ofByteArray()).statusCode();
            times.add((System.nanoTime() - asked) / 1e6);
            if (status != 200) {
                throw new IllegalStateException("%s is answered with %d".formatted(question.uri(), status));
            }
            Thread.sleep(THINKING_MILLIS);
        }
        return new Latencies(times);
    }
}
