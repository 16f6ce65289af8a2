package io.ordertrail.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.springframework.util.FileSystemUtils;

/**
 * Measures rebuilds of the order history against the usual way, against merely reading, against themselves at other lengths, and their
 * effect on readers.
 */
public final class Benchmarks {

    /** Of readers' time before and after a rebuild, together as long as during one. */
    private static final int IDLE_PARTS = 2;

    private final Options options;
    private final Report report;

    /** Events per second: to the last document, and to its having indexes and following. */
    private record Rates(double built, double ready) {
    }

    Benchmarks(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /**
     * {@code generate} makes the histories and nothing else; {@code all} measures rebuilds on one view store and, with it, {@code composing};
     * {@code sales} a year's sales, {@code available} the search for restaurants, {@code pages} and {@code tokens} what other queries take,
     * {@code quotes} orders at a large restaurant, {@code overload} more orders than can be taken, {@code throughput} as many as can, {@code archive} how fast an archive is written and read, {@code growth} commands to aggregates that
     * have lived long, {@code encryption} what it costs a rebuild.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Arrays.asList(arguments).subList(1, arguments.length));
        Benchmarks benchmarks = new Benchmarks(options, new Report(System.out, options.results()));
        switch (arguments[0]) {
            case "generate" -> options.sizes().forEach(benchmarks::folder);
            case "all" -> benchmarks.all();
            case "sales" -> new SalesOfAYear(options, benchmarks.report, SalesOfAYear.DAYS, SalesOfAYear.ORDERS_A_DAY).run();
            case "composing" -> benchmarks.composing();
            case "encryption" -> new Encryption(options, benchmarks.report).run();
            case "growth" -> growth(benchmarks.report);
            case "available" -> new AvailableRestaurants(options, benchmarks.report).run();
            case "pages" -> new HistoryPages(options, benchmarks.report).run();
            case "tokens" -> new TokenWaits(options, benchmarks.report).run();
            case "quotes" -> new QuoteBursts(options, benchmarks.report, QuoteBursts.ORDERS).run();
            case "overload" -> new Overload(options, benchmarks.report).run();
            case "throughput" -> new Throughput(options, benchmarks.report).run();
            case "archive" -> new ArchiveSpeed(options, benchmarks.report).run();
            default -> throw new IllegalArgumentException(
                    "generate, all, sales, composing, available, pages, tokens, quotes, overload, throughput, archive, encryption or growth, not "
                            + arguments[0]);
        }
        System.exit(0);
    }

    private static void growth(Report report) throws IOException {
        Path data = Files.createTempDirectory("growth");
        try {
            new Growth(data).run(report, Growth.Lives.LONG);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private Path folder(long size) {
        return EventFolder.of(options.cache(), options.history(size));
    }

    void all() throws InterruptedException {
        List<Rates> rates = new ArrayList<>();
        for (long size : options.sizes()) {
            try (QuerySystem system = QuerySystem.start(folder(size), options.mongodb())) {
                boolean first = rates.isEmpty();
                if (first) {
                    report.surroundings(system);
                }
                report.say("");
                report.say("### %s events, %s", options.history(size).size(), system.store());
                report.say("");
                Rates rate = rebuilds(system);
                if (first) {
                    usual(system, rate.ready);
                }
                if (size == options.sizes().getLast()) {
                    readers(system);
                }
                rates.add(rate);
            }
        }
        composing();
        if (rates.size() > 1) {
            report.say("- **Growth: %.2f of the first size's events/s at the last size** (to the last document %.2f)",
                    rates.getLast().ready / rates.getFirst().ready, rates.getLast().built / rates.getFirst().built);
        }
    }

    /** At the first size: both ways find what they read by its id or by an index. */
    void composing() throws InterruptedException {
        long size = options.sizes().getFirst();
        try (QuerySystem system = QuerySystem.start(QuerySystem.ComposingApplication.class, folder(size), options.mongodb())) {
            report.say("");
            report.say("### Composing, %s events, %s", options.history(size).size(), system.store());
            report.say("");
            new Composing(options, report).measure(system);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rebuilds and plain readings in turns, so that both have the same company. */
    private Rates rebuilds(QuerySystem system) throws InterruptedException {
        List<Meter.Cost> readings = new ArrayList<>();
        List<Rebuilding.Timing> timings = new ArrayList<>();
        // What is measured is warm: the compilers have seen some million events, by both ways.
        PlainReading.run(system);
        for (int i = 0; i < options.warmUp() / system.events(); i++) {
            Rebuilding.run(system);
        }
        try (Heap heap = new Heap()) {
            for (int i = 0; i < options.repetitions(); i++) {
                timings.add(Rebuilding.run(system));
                readings.add(PlainReading.run(system));
            }
            Meter.Cost reading = median(readings, Meter.Cost::seconds);
            Rebuilding.Timing timing = median(timings, Rebuilding.Timing::ready);
            double ready = timing.readyPerSecond();
            report.say("- Rebuild, median of %d: %.1f s to the last document (%,.0f events/s), %.1f s with indexes and caught up "
                    + "(**%,.0f events/s**), %.1f s compared and switched (%,.0f events/s); %s; load %s", timings.size(), timing.built(),
                    timing.whole().events() / timing.built(), timing.ready(), ready, timing.whole().seconds(), timing.whole().perSecond(),
                    timing.whole().processor(), Meter.load());
            report.say("- Merely reading and deserialising by Axon's engine in one thread: %.1f s, %,.0f events/s; %s", reading.seconds(),
                    reading.perSecond(), reading.processor());
            report.say("- **Rebuild ÷ merely reading: %.2f** (with comparing and switching %.2f)", ready / reading.perSecond(),
                    timing.whole().perSecond() / reading.perSecond());
            report.say("- Remaining time as foretold after one, two, three and four fifths of a rebuild: off by %s", timing.misses());
            report.say("- Heap left by any collection meanwhile: at most %,d MiB of %,d MiB", heap.mostAfterCollection(), Heap.bound());
            return new Rates(timing.whole().events() / timing.built(), ready);
        }
    }

    private void usual(QuerySystem system, double rebuild) throws InterruptedException {
        for (int batch : new int[] {1, 1_000}) {
            UsualWay.Outcome usual = UsualWay.run(system, batch, options.seconds());
            report.say(
                    "- The usual way, batch size %,d: %,.0f events/s over %.0f s; %s; %,d of %,d comparable documents equal the rebuilt; "
                            + "load %s",
                    batch, usual.cost().perSecond(), usual.cost().seconds(), usual.cost().processor(), usual.equal(),
                    usual.compared(), Meter.load());
            report.say("- **Rebuild ÷ the usual way, batch size %,d: %,.0f**", batch, rebuild / usual.cost().perSecond());
            if (usual.compared() == 0 || usual.equal() < usual.compared()) {
                throw new IllegalStateException("The usual way does not come to the same view");
            }
        }
    }

    private void readers(QuerySystem system) throws InterruptedException {
        QueryLoad load = QueryLoad.ofHistories(system);
        double seconds = options.seconds().toMillis() / 1e3;
        // As for rebuilds, what is measured is warm: with and without company.
        load.whilst(until(seconds));
        whilstRebuilding(system, load, seconds);
        List<QueryLoad.Latencies> idle = new ArrayList<>(List.of(load.whilst(until(seconds / IDLE_PARTS))));
        Company busy = whilstRebuilding(system, load, seconds);
        idle.add(load.whilst(until(seconds / IDLE_PARTS)));
        QueryLoad.Latencies quiet = QueryLoad.Latencies.of(idle);
        QueryLoad.Latencies during = busy.latencies;
        report.say(
                "- Order histories over HTTP, idle: p50 %.1f ms, p99 %.1f ms of %,d; during rebuilds, %d of %.0f s: p50 %.1f ms, p99 %.1f ms of "
                        + "%,d; load %s",
                quiet.percentile(50), quiet.percentile(99), quiet.sorted().size(), busy.rebuilds, busy.seconds / busy.rebuilds,
                during.percentile(50),
                during.percentile(99), during.sorted().size(), Meter.load());
        report.say("- **p99 during a rebuild ÷ idle: %.2f**", during.percentile(99) / quiet.percentile(99));
    }

    /** What readers meet with during so many whole rebuilds, which take so long together. */
    private record Company(QueryLoad.Latencies latencies, int rebuilds, double seconds) {
    }

    private static Company whilstRebuilding(QuerySystem system, QueryLoad load, double seconds) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<QueryLoad.Latencies> readers = CompletableFuture.supplyAsync(() -> {
            try {
                return load.whilst(() -> !over.get());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Meter meter = Meter.start(system);
        int rebuilds = 0;
        try {
            do {
                Rebuilding.run(system);
                rebuilds++;
            } while (meter.seconds() < seconds);
        } finally {
            over.set(true);
        }
        double taken = meter.seconds();
        return new Company(readers.join(), rebuilds, taken);
    }

    private static BooleanSupplier until(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return () -> System.nanoTime() < end;
    }

    private static <T> T median(List<T> runs, ToDoubleFunction<T> by) {
        return runs.stream().sorted(Comparator.comparingDouble(by)).toList().get(runs.size() / 2);
    }
}
