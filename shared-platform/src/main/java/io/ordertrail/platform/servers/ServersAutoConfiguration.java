package io.ordertrail.platform.servers;

import com.mongodb.client.MongoDatabase;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** A health indicator for each server that an application stands on, and how Axon Server's absence looks; the embedded stores are the application itself. */
@AutoConfiguration(afterName = {"org.axonframework.springboot.autoconfig.AxonServerAutoConfiguration",
        "io.ordertrail.platform.mongo.MongoConnection"})
class ServersAutoConfiguration {

    @Bean
    @ConditionalOnBean(AxonServerConnectionManager.class)
    HealthIndicator axonServerHealthIndicator(AxonServerConnectionManager connections,
            @Value("${axon.axonserver.servers:localhost}") String servers) {
        return new AxonServerHealth(connections, servers);
    }

    @Bean
    @ConditionalOnBean(AxonServerConnectionManager.class)
    AxonServerOutage axonServerOutage() {
        return new AxonServerOutage();
    }

    @Bean
    @ConditionalOnBean(MongoDatabase.class)
    HealthIndicator mongoHealthIndicator(MongoDatabase database) {
        return new MongoHealth(database);
    }
}
