package io.ordertrail.platform.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/** The connection to MongoDB, for an application that does not bring its own: an auto-configuration, because those are asked last. */
@AutoConfiguration
class MongoConnection {

    private static final String DEFAULT_DATABASE = "ordertrail";
    private static final String DEFAULT_URI = "mongodb://localhost:27017/" + DEFAULT_DATABASE;

    /** A query must be refused while its caller still listens, not hang for the driver's half minute. */
    private static final int SERVER_SELECTION_SECONDS = 5;

    private final ConnectionString uri;

    MongoConnection(@Value("${MONGODB_URI:}") String uri) {
        this.uri = new ConnectionString(StringUtils.hasText(uri) ? uri : DEFAULT_URI);
    }

    @Bean
    @ConditionalOnMissingBean({MongoClient.class, MongoDatabase.class})
    MongoClient mongoClient() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(uri)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .build());
    }

    @Bean
    @ConditionalOnMissingBean
    MongoDatabase mongoDatabase(MongoClient client) {
        return client.getDatabase(Objects.requireNonNullElse(uri.getDatabase(), DEFAULT_DATABASE));
    }

    @Bean
    MongoOutage mongoOutage() {
        return new MongoOutage();
    }
}
