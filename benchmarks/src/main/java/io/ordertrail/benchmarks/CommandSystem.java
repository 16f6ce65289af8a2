package io.ordertrail.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.ordertrail.command.CommandSideApplication;
import io.ordertrail.query.QuerySideApplication;
import io.ordertrail.standalone.StandaloneApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole system with an empty embedded store, or on the Axon Server that {@code AXON_SERVER} names and the MongoDB that {@code
 * MONGODB_URI} names, and a client that places orders.
 */
final class CommandSystem implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADDRESS = """
            {"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"}""";

    private final ConfigurableApplicationContext context;
    /** The query side, where it is an application of its own; null otherwise. */
    private final ConfigurableApplicationContext views;
    private final Path data;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    private CommandSystem(ConfigurableApplicationContext context, ConfigurableApplicationContext views, Path data) {
        this.context = context;
        this.views = views;
        this.data = data;
        this.url = "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** The time between two events of one order. */
    record Approval(double seconds) {
    }

    static CommandSystem start(Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("ordertrail-benchmark");
            List<String> arguments =
                    new ArrayList<>(List.of("--server.port=0", "--ordertrail.data=" + data,
                            "--ordertrail.checkpoints=" + data.resolve("checkpoints"),
                            "--spring.config.import=classpath:ordertrail-platform.properties,"
                                    + "classpath:ordertrail-command.properties,classpath:ordertrail-query.properties"));
            settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
            return new CommandSystem(new SpringApplicationBuilder(StandaloneApplication.class).run(arguments.toArray(String[]::new)), null,
                    data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Each side by itself, as it is on servers, if both an Axon Server and a MongoDB are named; the whole on its embedded store otherwise.
     * Axon Server should be empty: the processes begin at its first event. MongoDB has a database that is called {@code bench}, made anew.
     */
    static CommandSystem startSides() {
        if (!isNamed("AXON_SERVER") || !isNamed("MONGODB_URI")) {
            return start(Map.of());
        }
        String mongodb = System.getenv("MONGODB_URI").replaceFirst("^(mongodb(?:\\+srv)?://[^/?]+)/?[^?]*", "$1/bench");
        try (MongoClient client = MongoClients.create(mongodb)) {
            client.getDatabase("bench").drop();
        }
        try {
            Path data = Files.createTempDirectory("ordertrail-benchmark");
            String[] arguments = {"--server.port=0", "--MONGODB_URI=" + mongodb, "--ordertrail.checkpoints=" + data.resolve("checkpoints")};
            ConfigurableApplicationContext views = side(QuerySideApplication.class, "query", arguments);
            return new CommandSystem(side(CommandSideApplication.class, "command", arguments), views, data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigurableApplicationContext side(Class<?> application, String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.application.name=Ordertrail %s side".formatted(name));
        all.add("--ordertrail.command.store=mongo");
        all.add("--spring.config.import=classpath:ordertrail-platform.properties,classpath:ordertrail-%s.properties,"
                .formatted(name) + "classpath:ordertrail-servers.properties");
        return new SpringApplicationBuilder(application).run(all.toArray(String[]::new));
    }

    private static boolean isNamed(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    EventStore events() {
        return context.getBean(EventStore.class);
    }

    String url() {
        return url;
    }

    String store() {
        String events = isNamed("AXON_SERVER") ? "Axon Server" : "embedded event store";
        return views == null ? events : events + " and MongoDB, a side each";
    }

    String consumer() {
        HttpResponse<String> answer = post("/consumers", "{\"name\":\"Ada Lovelace\"}").join();
        while (answer.statusCode() == 503) {
            LockSupport.parkNanos(LOOK.toNanos());
            answer = post("/consumers", "{\"name\":\"Ada Lovelace\"}").join();
        }
        return created(answer);
    }

    String restaurant(int dishes) {
        return created(post("/restaurants", """
                {"name":"Ajanta","address":%s,"location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",
                 "openingHours":"24/7","currency":"EUR","menu":%s}""".formatted(ADDRESS, menu(dishes, 0))).join());
    }

    void reviseMenu(String restaurant, int dishes, int revision) {
        HttpResponse<String> answer = send("PUT", "/restaurants/%s/menu".formatted(restaurant),
                "{\"items\":%s}".formatted(menu(dishes, revision))).join();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static String menu(int dishes, int revision) {
        return IntStream.rangeClosed(1, dishes)
                .mapToObj(dish -> """
                        {"id":"%d","name":"Dish %d of this house","price":{"amount":"%d.00","currency":"EUR"}}""".formatted(dish, dish,
                        10 + revision))
                .collect(Collectors.joining(",", "[", "]"));
    }

    CompletableFuture<HttpResponse<String>> order(String consumer, String restaurant) {
        return post("/orders", """
                {"consumerId":"%s","restaurantId":"%s","lines":[{"menuItemId":"1","quantity":5}],
                 "deliverTo":{"address":%s,"location":{"lat":47.80,"lon":13.04}}}""".formatted(consumer, restaurant, ADDRESS));
    }

    /** The id in an answer of 201. */
    static String created(HttpResponse<String> answer) {
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asString();
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return send("POST", path, body);
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String body) {
        return http.sendAsync(HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Waits until each of these orders is decided; empty if one is not within two minutes. */
    Optional<List<Approval>> approvals(List<String> orders) throws InterruptedException {
        List<Approval> approvals = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (String order : orders) {
            Optional<Approval> approval = approval(order);
            while (approval.isEmpty()) {
                if (System.nanoTime() > end) {
                    return Optional.empty();
                }
                Thread.sleep(LOOK);
                approval = approval(order);
            }
            approvals.add(approval.get());
        }
        return Optional.of(approvals);
    }

    /** By the events' own times, which one machine has given them. */
    private Optional<Approval> approval(String order) {
        var events = events().readEvents("order-" + order, 0).asStream().toList();
        return events.size() < 2
                ? Optional.empty()
                : Optional.of(new Approval(Duration.between(events.get(0).getTimestamp(), events.get(1).getTimestamp()).toNanos() / 1e9));
    }

    @Override
    public void close() {
        http.close();
        context.close();
        if (views != null) {
            views.close();
        }
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
