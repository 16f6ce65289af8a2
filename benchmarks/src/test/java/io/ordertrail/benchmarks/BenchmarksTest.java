package io.ordertrail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

    @Test
    void everyBenchmarkRunsOnASmallHistory(@TempDir Path cache) throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Options options = new Options(List.of(1_000L, 2_000L), 1, null, cache, null, Duration.ofSeconds(1), 1, 2_000, 2_000);
        Report report = new Report(new PrintStream(screen, true, StandardCharsets.UTF_8), null);

        new Benchmarks(options, report).all();
        new HistoryPages(options, report).run();
        new TokenWaits(options, report).run();
        new SalesOfAYear(options, report, 3, 20).run();
        new ArchiveSpeed(options, report).run();
        new Encryption(options, report).run();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Rebuild ÷ merely reading", "Rebuild ÷ the usual way, batch size 1",
                "p99 during a rebuild ÷ idle", "One order composed ÷ from the view", "Growth", "the year's sales", "with ÷ without",
                "p99 of a history page ÷", "÷ page 1", "A token's wait adds", "Merely reading the archive", "; 0 failed",
                "Encrypted ÷ plain")
                .doesNotContain("NaN");
    }

    @Test
    void soDoesTheSearchForRestaurants(@TempDir Path cache) throws InterruptedException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Options options = new Options(List.of(500L), 1, null, cache, null, Duration.ofSeconds(1), 1, 0, 0);

        new AvailableRestaurants(options, new Report(new PrintStream(screen, true, StandardCharsets.UTF_8), null)).run();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("available at noon", "p99 ÷ one by id").doesNotContain("NaN");
    }

    @Test
    void soDoBurstsAtALargeRestaurant() throws InterruptedException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();

        new QuoteBursts(small(), new Report(new PrintStream(screen, true, StandardCharsets.UTF_8), null), 10).run();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Large ÷ small").doesNotContain("NaN");
    }

    @Test
    void soDoesOverload() throws InterruptedException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();

        new Overload(small(), new Report(new PrintStream(screen, true, StandardCharsets.UTF_8), null)).run();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("4.0 ×", "Goodput at any load ÷ its best").doesNotContain("NaN");
    }

    @Test
    void soDoesThroughput() throws InterruptedException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();

        new Throughput(small(), new Report(new PrintStream(screen, true, StandardCharsets.UTF_8), null)).run();

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("orders/s approved", "Bare commands", "bare ÷ approved")
                .doesNotContain("NaN", "A client has ended");
    }

    private static Options small() {
        return new Options(List.of(), 1, null, null, null, Duration.ofSeconds(1), 1, 0, 0);
    }
}
