package io.ordertrail.platform.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.personal.PersonalCodecs;
import io.ordertrail.platform.personal.Seals;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.bson.codecs.configuration.CodecRegistries;
import org.springframework.beans.factory.ObjectProvider;
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

    /** A server that does not take a connection so long is not there. */
    private static final int CONNECT_SECONDS = 2;

    private final ConnectionString uri;
    private final Duration timeout;

    /**
     * @param timeout of each operation as a whole: a query must be refused while its caller still listens, not hang as long as the server
     *     does. What the driver may repeat it repeats within that time.
     */
    MongoConnection(@Value("${MONGODB_URI:}") String uri, @Value("${ordertrail.mongo.timeout}") Duration timeout) {
        this.uri = new ConnectionString(StringUtils.hasText(uri) ? uri : DEFAULT_URI);
        this.timeout = timeout;
    }

    @Bean
    @ConditionalOnMissingBean({MongoClient.class, MongoDatabase.class})
    MongoClient mongoClient() {
        return MongoClients.create(MongoClientSettings.builder()
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
                // A server that hangs is found out between two heartbeats, which wait as long as a connection does.
                .applyToServerSettings(server -> server.heartbeatFrequency(CONNECT_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(uri)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .build());
    }

    @Bean
    @ConditionalOnMissingBean
    MongoDatabase mongoDatabase(MongoClient client, ObjectProvider<Seals> seals) {
        MongoDatabase database = client.getDatabase(Objects.requireNonNullElse(uri.getDatabase(), DEFAULT_DATABASE));
        // Keys may be kept in the same database: whoever decrypts is asked for when there is something to decrypt.
        return database.withCodecRegistry(CodecRegistries.fromRegistries(
                CodecRegistries.fromProviders(new PersonalCodecs(() -> seals.getIfAvailable(() -> Seals.NONE))),
                database.getCodecRegistry()));
    }

    @Bean
    MongoOutage mongoOutage() {
        return new MongoOutage();
    }
}
