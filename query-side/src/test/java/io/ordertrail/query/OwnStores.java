package io.ordertrail.query;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.mongo.StoreUnderTest;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What the whole query side needs in a test: events in memory, and a database of its own, which the test's listeners watch. */
@TestConfiguration
public class OwnStores {

    @Bean
    MongoClient mongoClient(ObjectProvider<CommandListener> listeners) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(StoreUnderTest.uri());
        listeners.forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client) {
        return client.getDatabase("test-" + UUID.randomUUID());
    }

    @Bean
    DisposableBean dropping(MongoDatabase database) {
        return database::drop;
    }

    @Qualifier("eventStore")
    @Bean(name = "eventBus")
    EmbeddedEventStore eventStore() {
        return EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    }
}
