package io.ordertrail.query.graphql;

import graphql.GraphQLContext;
import io.ordertrail.query.consumer.FindConsumersByIds;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.query.orderevents.FindEventsOfOrders;
import io.ordertrail.query.orderhistory.FindOrdersByIds;
import io.ordertrail.query.orderhistory.OrderPage;
import io.ordertrail.query.restaurant.FindRestaurantsByIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoaderOptions;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks up what many fields of one answer need with one query for all of them, however many orders it has. A field is given a loader by the name of
 * its parameter.
 */
@Component
class Loaders {

    private static final String ORDERS = "orders";
    private static final String CONSUMERS = "consumers";
    private static final String RESTAURANTS = "restaurants";
    private static final String EVENTS = "events";

    /** The events of so many orders are in memory at one time. */
    private static final int EVENTS_OF_ORDERS = 20;

    private final Shown shown;

    Loaders(BatchLoaderRegistry registry, Shown shown) {
        this.shown = shown;
        registry.<String, Map<String, Object>>forName(ORDERS).withOptions(atOnce(Connection.MOST))
                .registerMappedBatchLoader((ids, environment) -> Mono.fromCallable(() -> orders(ids, reading(environment))));
        registry.<String, Map<String, Object>>forName(CONSUMERS).withOptions(atOnce(Connection.MOST))
                .registerMappedBatchLoader((ids, environment) -> Mono.fromCallable(() -> consumers(ids, reading(environment))));
        registry.<String, Map<String, Object>>forName(RESTAURANTS).withOptions(atOnce(Connection.MOST))
                .registerMappedBatchLoader((ids, environment) -> Mono.fromCallable(() -> restaurants(ids, reading(environment))));
        registry.<String, List<FeedEvent>>forName(EVENTS).withOptions(atOnce(EVENTS_OF_ORDERS))
                .registerMappedBatchLoader((ids, environment) -> Mono.fromCallable(() -> events(ids, reading(environment))));
    }

    private static Consumer<DataLoaderOptions.Builder> atOnce(int most) {
        return options -> options.setMaxBatchSize(most);
    }

    private static Reading reading(BatchLoaderEnvironment environment) {
        return environment.<GraphQLContext>getContext().get(Reading.NAME);
    }

    private Map<String, Map<String, Object>> orders(Set<String> ids, Reading reading) {
        return byId(reading.ask(new FindOrdersByIds(List.copyOf(ids), reading.tokens()), OrderPage.class).items());
    }

    private Map<String, Map<String, Object>> consumers(Set<String> ids, Reading reading) {
        return byId(reading.ask(new FindConsumersByIds(List.copyOf(ids), reading.tokens()), FindConsumersByIds.Found.class).consumers());
    }

    private Map<String, Map<String, Object>> restaurants(Set<String> ids, Reading reading) {
        return byId(reading.ask(new FindRestaurantsByIds(List.copyOf(ids), reading.tokens()), FindRestaurantsByIds.Found.class)
                .restaurants());
    }

    private static Map<String, List<FeedEvent>> events(Set<String> ids, Reading reading) {
        return reading.ask(new FindEventsOfOrders(List.copyOf(ids), reading.tokens()), FindEventsOfOrders.Found.class).byOrder();
    }

    private Map<String, Map<String, Object>> byId(List<?> found) {
        Map<String, Map<String, Object>> byId = new HashMap<>();
        found.stream().map(shown::of).forEach(one -> byId.put((String) one.get("id"), one));
        return byId;
    }
}
