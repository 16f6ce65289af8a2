package io.ordertrail.platform.subscription;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Brings subscriptions to both sides: each delivers by the channels that it has. They are kept in MongoDB, unless one store in the same
 * application keeps them.
 */
@AutoConfiguration(after = AxonAutoConfiguration.class,
        afterName = {"io.ordertrail.platform.mongo.MongoConnection", "io.ordertrail.platform.membership.MembershipAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({EventProcessingModule.class, Membership.class})
class SubscriptionAutoConfiguration {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PARKED_PAUSE = Duration.ofHours(1);

    @Bean
    @ConditionalOnMissingBean
    SubscriptionRepository subscriptionRepository(MongoDatabase database) {
        return new MongoSubscriptionRepository(database.withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY));
    }

    @Bean
    OutboundHttp outboundHttp(Supervisor supervisor, @Value("${ordertrail.subscriptions.timeout}") Duration timeout,
            @Value("${ordertrail.subscriptions.allow-private}") boolean allowPrivate) {
        return new OutboundHttp(supervisor, timeout, allowPrivate);
    }

    @Bean
    Targets targets(@Value("${ordertrail.subscriptions.allow-private}") boolean allowPrivate) {
        return new Targets(allowPrivate);
    }

    @Bean
    Subscriptions subscriptions(SubscriptionRepository repository, ObjectProvider<Channel> channels, ObjectProvider<EventStore> store,
            Membership membership, Supervisor supervisor, Clock clock, ObjectProvider<MeterRegistry> meters,
            @Value("${ordertrail.subscriptions.park-after}") Duration parkAfter) {
        Pauses pauses = new Pauses(FIRST_PAUSE, LONGEST_PAUSE, parkAfter, PARKED_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
        return new Subscriptions(repository, () -> channels.orderedStream().toList(), store::getObject, membership, supervisor, pauses,
                new ForwardClock(clock, System::nanoTime), new Tally(meters.getIfAvailable(SimpleMeterRegistry::new)));
    }

    @Bean
    SubscriptionGauges subscriptionGauges(Subscriptions subscriptions, Clock clock) {
        return new SubscriptionGauges(subscriptions, clock);
    }
}
