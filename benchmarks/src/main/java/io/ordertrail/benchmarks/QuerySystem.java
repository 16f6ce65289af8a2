package io.ordertrail.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.QuerySideApplication;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import io.ordertrail.standalone.EmbeddedStores;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Projection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
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
 * The query side as it is, on an embedded event store, with the order history and what that needs as its only views. There is no command
 * side: its processes would go through all events, too.
 */
final class QuerySystem implements AutoCloseable {

    static final String VIEW = "order-history";

    private static final String DATABASE = "ordertrail-benchmarks";
    private static final Duration LOOK = Duration.ofMillis(25);

    private final ConfigurableApplicationContext context;
    private final Projection<OrderHistoryEntry> projection;
    private final String mongodb;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({EmbeddedStores.class, BareLookUp.class})
    @ComponentScan(basePackageClasses = QuerySideApplication.class, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "io\\.ordertrail\\.query\\.(QuerySideApplication|(?!(view|rebuild|orderhistory)\\.)[a-z]+\\..*)"))
    static class Application {
    }

    /** With what one order is composed of as well. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(EmbeddedStores.class)
    @ComponentScan(basePackageClasses = QuerySideApplication.class, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "io\\.ordertrail\\.query\\.(QuerySideApplication|(?!(view|rebuild|orderhistory"
                            + "|composition|order|ticket|payment|delivery)\\.)[a-z]+\\..*)"))
    static class ComposingApplication {
    }

    @SuppressWarnings("unchecked") // the view is known by its name
    private QuerySystem(ConfigurableApplicationContext context, String mongodb) {
        this.context = context;
        this.mongodb = mongodb;
        this.projection = context.getBeansOfType(Projection.class).values().stream().filter(each -> each.view().equals(VIEW)).findFirst()
                .orElseThrow();
    }

    /**
     * Starts with no views at all, and returns when it has built them.
     *
     * @param mongodb connection string without a database, null for the embedded view store
     */
    static QuerySystem start(Path events, String mongodb) throws InterruptedException {
        return start(Application.class, events, mongodb);
    }

    /** As {@link #start(Path, String)}, of an application with other views, too. */
    static QuerySystem start(Class<?> application, Path events, String mongodb) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(EventFolder.arguments(events)));
        drop(mongodb);
        arguments.add("--MONGODB_URI=" + (mongodb == null ? "" : withDatabase(mongodb)));
        QuerySystem system =
                new QuerySystem(new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new)), mongodb);
        while (!system.ready()) {
            Thread.sleep(LOOK);
        }
        return system;
    }

    static void drop(String mongodb) {
        if (mongodb != null) {
            try (MongoClient client = MongoClients.create(mongodb)) {
                client.getDatabase(DATABASE).drop();
            }
        }
    }

    /** Returns once every view answers and has seen all that is stored. */
    static void awaitBuilt(Views views) throws InterruptedException {
        while (views.status().stream().anyMatch(view -> view.state() == ViewStatus.State.BUILDING || view.lagEvents() > 0)) {
            Thread.sleep(LOOK);
        }
    }

    static String withDatabase(String uri) {
        int options = uri.indexOf('?');
        String hosts = (options < 0 ? uri : uri.substring(0, options)).replaceFirst("(?<=[^/])/[^/]*$", "");
        return hosts + "/" + DATABASE + (options < 0 ? "" : uri.substring(options));
    }

    private boolean ready() {
        try {
            Views views = bean(Views.class);
            for (ViewStatus status : views.status()) {
                if (status.generation() == 0) {
                    return false;
                }
            }
            live();
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    /** The order history as it is read just now. */
    Generation<OrderHistoryEntry> live() {
        return bean(Views.class).live(projection);
    }

    Projection<OrderHistoryEntry> projection() {
        return projection;
    }

    long events() {
        return bean(EventStore.class).createHeadToken().position().orElseThrow();
    }

    boolean embedded() {
        return mongodb == null;
    }

    MongoDatabase database() {
        return bean(MongoDatabase.class);
    }

    MongoClient client() {
        return bean(MongoClient.class);
    }

    /** The view store as people call it, with its version. */
    String store() {
        return embedded() ? "embedded view store" : "MongoDB " + database().runCommand(new Document("buildInfo", 1)).getString("version");
    }

    String url() {
        return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The one that events are stored by. */
    Serializer eventSerializer() {
        return BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(), Serializer.class, "eventSerializer");
    }

    @Override
    public void close() {
        context.close();
        drop(mongodb);
    }
}
