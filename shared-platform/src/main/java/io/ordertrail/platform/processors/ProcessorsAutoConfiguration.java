package io.ordertrail.platform.processors;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Brings this package to every application that has event processors. */
@AutoConfiguration(after = AxonAutoConfiguration.class, afterName = "io.ordertrail.platform.mongo.MongoConnection")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(EventProcessingModule.class)
@Import({LastErrors.class, FairShare.class, ProcessorsController.class})
class ProcessorsAutoConfiguration {

    /** A killed node is gone after five seconds, and what it had is taken over within one or two. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Bean
    LocalProcessors localProcessors(EventProcessingConfiguration processing, LastErrors errors, Membership membership) {
        return new LocalProcessors(processing, errors, membership.node());
    }

    @Bean
    ProcessorRegistry processorRegistry(MongoDatabase database, Membership membership) {
        return new ProcessorRegistry(database, membership);
    }

    @Bean
    ProcessorKeeper processorKeeper(LocalProcessors local, ProcessorRegistry registry, FairShare share,
            ObjectProvider<SegmentCount> counts, Supervisor supervisor) {
        return new ProcessorKeeper(local, registry, share, new SegmentGrowth(counts.stream().toList()), supervisor);
    }

    @Bean
    ProcessorControl processorControl(LocalProcessors local, ProcessorRegistry registry, ProcessorKeeper keeper) {
        return new ProcessorControl(local, registry, keeper, PATIENCE);
    }
}
