package io.ordertrail.benchmarks;

import io.ordertrail.query.QuerySideApplication;
import io.ordertrail.standalone.EmbeddedStores;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * One restaurant's sales of a year beside a page of a hundred of its orders, by the same readers over HTTP and in turns; and what following costs
 * with sums and without.
 */
final class SalesOfAYear {

    static final int DAYS = 365;
    static final int ORDERS_A_DAY = 500;

    private static final int TURNS = 4;
    private static final int BATCH = 500;
    private static final int FOLLOWED = 40_000;
    private static final String SALES = "%s/restaurants/%s/sales?from=2026-01-01&to=2026-12-31";
    private static final String PAGE = "%s/restaurants/%s/orders?since=2025-12-31T00:00:00Z&limit=%d";

    private final Options options;
    private final Report report;
    private final int days;
    private final int ordersADay;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(EmbeddedStores.class)
    @ComponentScan(basePackageClasses = QuerySideApplication.class, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "io\\.ordertrail\\.query\\.(QuerySideApplication|(?!(view|rebuild|orderhistory|sales)\\.)[a-z]+\\..*)"))
    static class Application {
    }

    SalesOfAYear(Options options, Report report, int days, int ordersADay) {
        this.options = options;
        this.report = report;
        this.days = days;
        this.ordersADay = ordersADay;
    }

    void run() throws InterruptedException {
        Path events = EventFolder.of(options.cache(),
                "sales-%d-days-of-%d-seed-%d-v%d".formatted(days, ordersADay, options.seed(), YearOfOrders.VERSION),
                () -> new YearOfOrders(days, ordersADay, options.seed()));
        QuerySystem.drop(options.mongodb());
        List<String> arguments = new ArrayList<>(List.of(EventFolder.arguments(events)));
        arguments.add("--MONGODB_URI=" + (options.mongodb() == null ? "" : QuerySystem.withDatabase(options.mongodb())));
        try (ConfigurableApplicationContext system =
                new SpringApplicationBuilder(Application.class).run(arguments.toArray(String[]::new))) {
            QuerySystem.awaitBuilt(system.getBean(Views.class));
            report.say("");
            report.say("### A year's sales: %d days of %d orders, %s", days, ordersADay,
                    options.mongodb() == null ? "embedded view store" : "MongoDB");
            report.say("");
            read("http://127.0.0.1:" + ((WebServerApplicationContext) system).getWebServer().getPort());
            follow(system.getBean(ViewStore.class), system.getBean(Views.class).named("sales"));
        } finally {
            QuerySystem.drop(options.mongodb());
        }
    }

    private void read(String url) throws InterruptedException {
        Map<String, QueryLoad> loads = new LinkedHashMap<>();
        loads.put("a page of 100 orders", one(PAGE.formatted(url, YearOfOrders.RESTAURANT.value(), 100)));
        loads.put("a page of 20 orders", one(PAGE.formatted(url, YearOfOrders.RESTAURANT.value(), 20)));
        loads.put("the year's sales", one(SALES.formatted(url, YearOfOrders.RESTAURANT.value())));
        Map<String, List<QueryLoad.Latencies>> measured = new LinkedHashMap<>();
        // The first turn is for warming up; the others are taken one after the other, so that all have the same company.
        for (int turn = 0; turn <= TURNS; turn++) {
            for (Map.Entry<String, QueryLoad> load : loads.entrySet()) {
                QueryLoad.Latencies latencies = load.getValue().whilst(until(options.seconds().dividedBy(turn == 0 ? 1 : TURNS)));
                if (turn > 0) {
                    measured.computeIfAbsent(load.getKey(), any -> new ArrayList<>()).add(latencies);
                }
            }
        }
        QueryLoad.Latencies page = QueryLoad.Latencies.of(measured.get("a page of 100 orders"));
        measured.forEach((name, parts) -> {
            QueryLoad.Latencies all = QueryLoad.Latencies.of(parts);
            report.say("- %s: p50 %.1f ms, p99 %.1f ms of %,d; **÷ a page of 100: p50 %.2f**, p99 %.2f; load %s", name, all.percentile(50),
                    all.percentile(99), all.sorted().size(), all.percentile(50) / page.percentile(50),
                    all.percentile(99) / page.percentile(99), Meter.load());
        });
    }

    private static QueryLoad one(String question) {
        return new QueryLoad(List.of(URI.create(question)));
    }

    private static BooleanSupplier until(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() < end;
    }

    /** The same batches into generations of their own, with what a segment does for each, but for its token. */
    private <E> void follow(ViewStore store, View<E> view) throws InterruptedException {
        List<List<Arrival>> batches = batches(view);
        int events = batches.stream().mapToInt(List::size).sum();
        // Numbers that no rebuild of this short life comes to; the first two are for warming up.
        double[] seconds = new double[2];
        for (int generation = 1_000; generation < 1_000 + 2 * (1 + options.repetitions()); generation++) {
            boolean summed = generation % 2 == 1;
            store.index(view.projection(), generation);
            Documents<E> documents = store.documents(view.projection(), generation);
            long began = System.nanoTime();
            batches.forEach(batch -> follow(view, documents, batch, summed));
            seconds[generation % 2] += generation < 1_002 ? 0 : (System.nanoTime() - began) / 1e9;
        }
        double each = 1e6 / events / options.repetitions();
        report.say("- Following, batches of %d events of which about %d share a part: %.0f µs per event without sums, %.0f µs with; "
                + "**with ÷ without: %.2f**; load %s", BATCH, ordersADay / 48, seconds[0] * each, seconds[1] * each,
                seconds[1] / seconds[0],
                Meter.load());
    }

    private static <E> List<List<Arrival>> batches(View<E> view) throws InterruptedException {
        List<List<Arrival>> batches = new ArrayList<>();
        EventHistory history = view.history();
        try {
            history.read(0, page -> {
                for (int from = 0; from < page.size(); from += BATCH) {
                    if (batches.size() * BATCH >= FOLLOWED) {
                        throw new CancellationException();
                    }
                    List<TrackedEventMessage<?>> batch = page.subList(from, Math.min(page.size(), from + BATCH));
                    batches.add(batch.stream().map(event -> Recording.arrival(view.projection(), event)).filter(Objects::nonNull).toList());
                }
            });
        } catch (CancellationException e) {
            return batches;
        }
        return batches;
    }

    private static <E> void follow(View<E> view, Documents<E> documents, List<Arrival> batch, boolean summed) {
        Map<String, List<Arrival>> byDocument = batch.stream().collect(Collectors.groupingBy(Arrival::key, LinkedHashMap::new,
                Collectors.toList()));
        Map<String, Stored<E>> stored = documents.find(byDocument.keySet());
        List<Change> changes = byDocument.entrySet().stream()
                .map(entry -> documents.fold(view.projection(), entry.getKey(), stored.get(entry.getKey()), entry.getValue()))
                .filter(Objects::nonNull).toList();
        if (!documents.write(changes)) {
            throw new IllegalStateException("Nobody else writes here");
        }
        if (summed) {
            documents.addUp(byDocument.keySet());
        }
    }
}
