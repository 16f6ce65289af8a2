package io.ordertrail.platform.signs;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.supervision.Supervisor;
import java.util.List;
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
class SignsAutoConfiguration {

    /** What stands still or waits, whichever side can tell. */
    private static final List<String> WATCHED =
            List.of("ordertrail.orders.", "ordertrail.parked.", "ordertrail.subscriptions.", "ordertrail.deadlines.overdue",
                    "ordertrail.deliveries.",
                    "ordertrail.dispatch.", "ordertrail.processes.", "ordertrail.processor.failing");

    @Bean
    Signs signs(MongoDatabase database, MeterRegistry meters, Membership membership, Supervisor supervisor) {
        return new Signs(database, meters, WATCHED, membership, System::nanoTime, supervisor);
    }
}
