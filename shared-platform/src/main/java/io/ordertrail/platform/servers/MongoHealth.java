package io.ordertrail.platform.servers;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether MongoDB has a primary that answers. */
class MongoHealth implements HealthIndicator {

    private static final long TIMEOUT_SECONDS = 2;

    private final MongoDatabase database;

    MongoHealth(MongoDatabase database) {
        this.database = database.withTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Health health() {
        try {
            database.runCommand(new Document("ping", 1));
            return Health.up().withDetail("database", database.getName()).build();
        } catch (MongoException e) {
            return Health.down().withDetail("error", String.valueOf(e.getMessage())).build();
        }
    }
}
