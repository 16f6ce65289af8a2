package io.ordertrail.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to measure, and how long.
 *
 * @param sizes of the histories, in events
 * @param mongodb connection string of a MongoDB; null for the embedded view store
 * @param cache folder that histories are kept in
 * @param results file that results are appended to; null for none
 * @param seconds of the usual way, of readers with and of readers without a rebuild
 * @param repetitions of each rebuild
 * @param orders among which pages are read
 * @param warmUp events that are gone through in rebuilds before anything is measured
 */
record Options(List<Long> sizes, long seed, String mongodb, Path cache, Path results, Duration seconds, int repetitions, long orders,
        long warmUp) {

    /** From {@code --name=value} pairs. */
    static Options of(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !parts[0].startsWith("--")) {
                throw new IllegalArgumentException("%s is not of the form --name=value".formatted(argument));
            }
            given.put(parts[0].substring(2), parts[1]);
        }
        String mongodb = given.getOrDefault("mongodb", Objects.requireNonNullElse(System.getenv("MONGODB_TEST_URI"), ""));
        return new Options(
                Arrays.stream(given.getOrDefault("sizes", "100000,1000000").split(",")).map(Long::valueOf).toList(),
                Long.parseLong(given.getOrDefault("seed", "1")),
                mongodb.isEmpty() ? null : mongodb,
                Path.of(given.getOrDefault("cache", "benchmarks/target/histories")),
                given.containsKey("results") ? Path.of(given.get("results")) : null,
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", "20"))),
                Integer.parseInt(given.getOrDefault("repetitions", "5")),
                Long.parseLong(given.getOrDefault("orders", "1000000")),
                Long.parseLong(given.getOrDefault("warm-up", "4000000")));
    }

    History history(long size) {
        return new History(size, seed, true);
    }
}
