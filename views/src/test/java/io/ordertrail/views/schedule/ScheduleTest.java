package io.ordertrail.views.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The machinery as it is, nodes of it in one JVM, by a {@link Schedule}: what it asks the JVM for time, threads and rest is answered by that, and what it
 * asks the stores by {@link SimulatedStore} and {@link SimulatedEvents}. Membership, leads, shares and tokens' owners, the watch of the pointers, Axon's
 * processors with split and merge, building, verification, switch, roll back and waiting callers are all under it.
 *
 * <p>What is not: within a build nothing runs side by side, for the node that builds does one thing after the other; Axon Server and the driver, whose
 * repeating of what failed is left out; checkpoints; healing; events that cannot be read; what a query held over two rebuilds.
 */
class ScheduleTest {

    /** Who names no number has as many as there is time for. */
    private static final long SEEDS = Long.getLong("schedule.seeds", 1_000);
    private static final Duration TIME = System.getProperty("schedule.seeds") == null ? Duration.ofMinutes(2) : Duration.ofDays(7);
    private static final long FIRST = Long.getLong("schedule.first", 1);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static Level usual;

    @BeforeAll
    static void begin() {
        Redirects.install();
        usual = LOG.getLevel();
        // What it is put through fills logs.
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void end() {
        LOG.setLevel(usual);
    }

    @Test
    void whateverASeedDoesAllComesRight() {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(FIRST);
        LongAdder seeds = new LongAdder();
        LongAdder turns = new LongAdder();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Runnable runs = () -> {
            for (long seed = next.getAndIncrement(); seed < FIRST + SEEDS && System.nanoTime() - began < TIME.toNanos(); seed =
                    next.getAndIncrement()) {
                try (Run run = new Run(seed, Planted.NONE, null)) {
                    String found = run.go();
                    if (found != null) {
                        wrong.add("-Dschedule.seed=%d shows: %s".formatted(seed, found));
                    }
                    seeds.increment();
                    turns.add(run.switches());
                }
            }
        };
        // Each run is one thing after the other; several share nothing.
        int atOnce = Runtime.getRuntime().availableProcessors();
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(runs, Schedule.THREADS)).limit(atOnce)
                .toArray(CompletableFuture<?>[]::new)).join();
        System.out.printf("Schedule: %d seeds, %d turns, %.1f s%n", seeds.sum(), turns.sum(), (System.nanoTime() - began) / 1e9);
        assertThat(wrong).isEmpty();
    }

    /** As in the suite each is looked for with the seed that is known to show it first; with {@code -Dschedule.planted=N} with all of the first N. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatIsPlantedIsFound(Planted planted) {
        assumeThat(System.getProperty("schedule.fault", planted.name())).isEqualTo(planted.name());
        long most = Long.getLong("schedule.planted", 0);
        assumeThat(most > 0 || planted.shownBy() > 0).as("no seed is known to show it").isTrue();
        String found = null;
        long seeds = 0;
        if (most == 0) {
            seeds++;
            found = wrong(planted.shownBy(), planted);
        }
        for (long seed = 1; found == null && seed <= (most > 0 ? most : 100); seed++) {
            seeds++;
            found = wrong(seed, planted);
        }
        System.out.printf("Planted: %s: found after %d seeds%s: %s%n", planted.what(), seeds,
                most == 0 ? " (first by seed %d)".formatted(planted.shownBy()) : "", found);
        assertThat(found).as(planted.what()).isNotNull();
    }

    private static String wrong(long seed, Planted planted) {
        try (Run run = new Run(seed, planted, null)) {
            return run.go();
        }
    }

    /** Several, for what decides but is not the seed's, such as the order of a hash, shows in one of ten. */
    @Test
    void theSameSeedIsTheSameRun() {
        Long asked = Long.getLong("schedule.seed");
        if (asked != null) {
            List<String> told = new ArrayList<>();
            trace(asked, told);
            told.forEach(System.out::println);
        }
        List<Long> seeds = asked == null ? LongStream.rangeClosed(1, 10).boxed().toList() : List.of(asked);
        List<Long> traces = seeds.stream().map(seed -> trace(seed, null)).toList();
        assertThat(seeds.stream().map(seed -> trace(seed, null))).isEqualTo(traces).doesNotHaveDuplicates();
    }

    private static long trace(long seed, List<String> told) {
        try (Run run = new Run(seed, Planted.NONE, told)) {
            run.go();
            return run.trace();
        }
    }
}
