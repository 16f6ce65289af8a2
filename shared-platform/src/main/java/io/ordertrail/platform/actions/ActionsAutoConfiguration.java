package io.ordertrail.platform.actions;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Brings this package to both sides. */
@AutoConfiguration(after = AxonAutoConfiguration.class, afterName = "io.ordertrail.platform.mongo.MongoConnection")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(EventProcessingModule.class)
class ActionsAutoConfiguration {

    @Bean
    Actions actions(MongoDatabase database) {
        return new Actions(database);
    }

    @Bean
    ActionsNoted actionsNoted(Actions actions, Clock clock) {
        return new ActionsNoted(actions, clock);
    }
}
