package io.ordertrail.benchmarks;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.query.QuerySideApplication;
import io.ordertrail.standalone.EmbeddedStores;
import io.ordertrail.views.following.Views;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
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
 * Searches for available restaurants beside look-ups of one restaurant by its id, by the same readers over HTTP and in turns: when most are
 * open, when few are, and for one cuisine. There are as many restaurants as the first history has events.
 */
final class AvailableRestaurants {

    private static final int TURNS = 4;
    private static final int QUESTIONS = 1_000;
    private static final String SEARCH = "%s/restaurants/available?lat=%s&lon=%s&at=%s%s";

    private final Options options;
    private final Report report;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(EmbeddedStores.class)
    @ComponentScan(basePackageClasses = QuerySideApplication.class, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "io\\.ordertrail\\.query\\.(QuerySideApplication|(?!(view|rebuild|restaurant|availability)\\.)[a-z]+\\..*)"))
    static class Application {
    }

    AvailableRestaurants(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() throws InterruptedException {
        long restaurants = options.sizes().getFirst();
        Path events = EventFolder.of(options.cache(),
                "restaurants-%d-seed-%d-v%d".formatted(restaurants, options.seed(), Restaurants.VERSION),
                () -> new Restaurants(restaurants, options.seed()));
        QuerySystem.drop(options.mongodb());
        List<String> arguments = new ArrayList<>(List.of(EventFolder.arguments(events)));
        arguments.add("--MONGODB_URI=" + (options.mongodb() == null ? "" : QuerySystem.withDatabase(options.mongodb())));
        try (ConfigurableApplicationContext system =
                new SpringApplicationBuilder(Application.class).run(arguments.toArray(String[]::new))) {
            QuerySystem.awaitBuilt(system.getBean(Views.class));
            compare(restaurants, "http://127.0.0.1:" + ((WebServerApplicationContext) system).getWebServer().getPort());
        } finally {
            QuerySystem.drop(options.mongodb());
        }
    }

    private void compare(long restaurants, String url) throws InterruptedException {
        Map<String, QueryLoad> loads = new LinkedHashMap<>();
        loads.put("one by id", new QueryLoad(lookUps(restaurants, url)));
        loads.put("available at noon", searches(url, "2026-11-21T11:00:00Z", ""));
        loads.put("available at three in the morning, when one in 500 is open", searches(url, "2026-11-21T02:00:00Z", ""));
        loads.put("available at noon, of one cuisine in seven", searches(url, "2026-11-21T11:00:00Z", "&cuisine=eritrean"));
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
        report.say("");
        report.say("### %,d restaurants, %s, page of 20 over HTTP", restaurants,
                options.mongodb() == null ? "embedded view store" : "MongoDB");
        report.say("");
        double byId = QueryLoad.Latencies.of(measured.get("one by id")).percentile(99);
        measured.forEach((name, parts) -> {
            QueryLoad.Latencies all = QueryLoad.Latencies.of(parts);
            report.say("- %s: p50 %.1f ms, p99 %.1f ms of %,d; **p99 ÷ one by id: %.2f**; load %s", name, all.percentile(50),
                    all.percentile(99), all.sorted().size(), all.percentile(99) / byId, Meter.load());
        });
    }

    private List<URI> lookUps(long restaurants, String url) {
        List<String> ids = new ArrayList<>();
        new Restaurants(restaurants, options.seed()).forEachRemaining(opened -> ids.add(opened.getAggregateIdentifier()));
        int every = Math.max(1, ids.size() / QUESTIONS);
        return IntStream.range(0, ids.size()).filter(i -> i % every == 0)
                .mapToObj(i -> URI.create("%s/restaurants/%s".formatted(url, AggregateId.valueOf(ids.get(i))))).toList();
    }

    private QueryLoad searches(String url, String at, String filter) {
        Chance chance = new Chance(options.seed());
        return new QueryLoad(IntStream.range(0, QUESTIONS).mapToObj(i -> {
            GeoPoint place = Restaurants.somewhere(chance);
            return URI.create(SEARCH.formatted(url, place.lat(), place.lon(), at, filter));
        }).toList());
    }

    private static BooleanSupplier until(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() < end;
    }
}
