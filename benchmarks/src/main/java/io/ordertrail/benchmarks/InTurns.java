package io.ordertrail.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Several questions over HTTP, asked by one client one after the other, over and over: what disturbs one disturbs the others as much. */
final class InTurns {

    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> names = new ArrayList<>();
    private final List<Supplier<URI>> questions = new ArrayList<>();

    void add(String name, Supplier<URI> question) {
        names.add(name);
        questions.add(question);
    }

    /** Half as long for warming up, then as long as said. */
    List<QueryLoad.Latencies> ask(Duration time) {
        askFor(time.dividedBy(2));
        return askFor(time);
    }

    private List<QueryLoad.Latencies> askFor(Duration time) {
        List<List<Double>> millis = questions.stream().<List<Double>>map(question -> new ArrayList<>()).toList();
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end;) {
            for (int i = 0; i < questions.size(); i++) {
                URI question = questions.get(i).get();
                long began = System.nanoTime();
                get(question);
                millis.get(i).add((System.nanoTime() - began) / 1e6);
            }
        }
        return millis.stream().map(each -> QueryLoad.Latencies.of(List.of(new QueryLoad.Latencies(each)))).toList();
    }

    void tell(Report report, List<QueryLoad.Latencies> measured) {
        IntStream.range(0, names.size()).forEach(i -> report.say("- %s: p50 %.2f ms, p99 %.2f ms of %,d", names.get(i),
                measured.get(i).percentile(50), measured.get(i).percentile(99), measured.get(i).sorted().size()));
    }

    /** @return the answer's body */
    static byte[] get(URI question) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(HttpRequest.newBuilder(question).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s is answered with %d".formatted(question, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
