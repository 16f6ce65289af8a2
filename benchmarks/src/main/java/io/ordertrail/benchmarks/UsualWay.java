package io.ordertrail.benchmarks;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import io.ordertrail.views.projection.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.DefaultDbRefResolver;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.data.mongodb.repository.support.MongoRepositoryFactory;

/**
 * Keeps the order history by one of Axon's processors and Spring Data, as samples do, on a stretch from the first event on that is bounded in
 * time: it would take hours for all.
 */
final class UsualWay {

    private static final Logger LOG = LoggerFactory.getLogger(UsualWay.class);

    private static final String NAME = "usual-order-history";
    private static final Duration LOOK = Duration.ofMillis(5);

    /** The first seconds load classes and do not count. */
    private static final double WARM_UP = 0.2;

    /** However long it takes: some orders must have ended for to be compared. */
    private static final int LEAST_EVENTS = 1_000;

    private UsualWay() {
    }

    /**
     * What came of it.
     *
     * @param cost after the warming up
     * @param compared documents that stand at the same events as the real view's
     * @param equal those of them that are the same, too
     */
    record Outcome(Meter.Cost cost, long compared, long equal) {
    }

    static Outcome run(QuerySystem system, int batch, Duration duration) throws InterruptedException {
        MongoDatabase database = system.database();
        database.getCollection(NAME).drop();
        database.getCollection(NAME + ".tokens").drop();
        // It must answer the same questions, so it has the same indexes.
        system.projection().indexes().forEach(index -> database.getCollection(NAME)
                .createIndex(Document.parse(index.getKeys().toBsonDocument().toJson().replace("d.restaurant.id", "entry.restaurant._id")
                        .replace("\"d.", "\"entry."))));
        UsualProjection handlers =
                new UsualProjection(new MongoRepositoryFactory(template(system)).getRepository(UsualEntries.class), system.projection());
        TrackingEventProcessor processor = TrackingEventProcessor.builder()
                .name(NAME)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new AnnotationEventHandlerAdapter(handlers))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .messageSource(system.bean(EventStore.class))
                .tokenStore(MongoTokenStore.builder().serializer(system.bean(Serializer.class)).nodeId("benchmark")
                        .mongoTemplate(DefaultMongoTemplate.builder().mongoDatabase(database).trackingTokensCollectionName(NAME + ".tokens")
                                .build())
                        .build())
                .transactionManager(NoTransactionManager.instance())
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing().andBatchSize(batch)
                        // A batch of the larger size takes some seconds, and is to end in peace.
                        .andWorkerTerminationTimeout(60, TimeUnit.SECONDS)
                        .andInitialTrackingToken(source -> source.createTailToken()))
                .build();
        long all = system.events();
        processor.start();
        try {
            await(handlers, LEAST_EVENTS / 2, all / 2, Meter.start(system), duration.toMillis() / 1e3 * WARM_UP);
            long before = handlers.handled();
            Meter meter = Meter.start(system);
            await(handlers, LEAST_EVENTS, all, meter, duration.toMillis() / 1e3 * (1 - WARM_UP));
            Meter.Cost cost = meter.stop(Math.max(1, handlers.handled() - before));
            processor.shutDown();
            return compare(system, handlers, cost);
        } finally {
            processor.shutDown();
        }
    }

    private static void await(UsualProjection handlers, long least, long most, Meter meter, double seconds)
            throws InterruptedException {
        while ((meter.seconds() < seconds || handlers.handled() < least) && handlers.handled() < most) {
            Thread.sleep(LOOK);
        }
    }

    private static Outcome compare(QuerySystem system, UsualProjection handlers, Meter.Cost cost) {
        long compared = 0;
        long equal = 0;
        UsualEntries entries = new MongoRepositoryFactory(template(system)).getRepository(UsualEntries.class);
        for (Map.Entry<String, Map<String, Long>> order : handlers.seen().entrySet()) {
            Stored<OrderHistoryEntry> real = system.live().find(order.getKey()).orElseThrow();
            if (real.sequences().equals(order.getValue())) {
                OrderHistoryEntry usual = entries.findById(order.getKey()).map(UsualEntry::entry).orElse(null);
                compared++;
                equal += real.entry().equals(usual) ? 1 : 0;
                if (compared - equal == 1) {
                    LOG.warn("Rebuilt: {}\nusual: {}", real.entry(), usual);
                }
            }
        }
        return new Outcome(cost, compared, equal);
    }

    private static MongoTemplate template(QuerySystem system) {
        MongoCustomConversions conversions = new MongoCustomConversions(List.of(
                text(OrderId.class, OrderId::new),
                text(TicketId.class, TicketId::new),
                text(DeliveryId.class, DeliveryId::new),
                text(ConsumerId.class, ConsumerId::new),
                text(RestaurantId.class, RestaurantId::new),
                text(CourierId.class, CourierId::new),
                ConverterBuilder.writing(Money.class, Document.class, UsualWay::document)
                        .andReading(money -> Money.of(money.getString("amount"), money.getString("currency")))));
        SimpleMongoClientDatabaseFactory factory = new SimpleMongoClientDatabaseFactory(system.client(), system.database().getName());
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        MappingMongoConverter converter = new MappingMongoConverter(new DefaultDbRefResolver(factory), context);
        converter.setCustomConversions(conversions);
        converter.afterPropertiesSet();
        return new MongoTemplate(factory, converter);
    }

    private static <T extends AggregateId> Object text(Class<T> type, Function<String, T> id) {
        return ConverterBuilder.writing(type, String.class, AggregateId::value).andReading(id);
    }

    private static Document document(Money money) {
        return new Document("amount", money.amount().toPlainString()).append("currency", money.currency().value());
    }
}
