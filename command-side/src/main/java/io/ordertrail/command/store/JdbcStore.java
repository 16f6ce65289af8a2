package io.ordertrail.command.store;

import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.accounting.PaymentRepository;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.personal.KeyRepository;
import io.ordertrail.platform.subscription.SubscriptionRepository;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store over JDBC, which is used unless {@code ordertrail.command.store} names another one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ordertrail.command.store", havingValue = "jdbc", matchIfMissing = true)
class JdbcStore {

    @Bean
    CommandTables commandTables(DataSource dataSource, GroupCommit group) {
        return CommandTables.in(dataSource, group);
    }

    @Bean
    DispatchRepository dispatchRepository(CommandTables tables) {
        return new JdbcDispatchRepository(tables);
    }

    @Bean
    PaymentRepository paymentRepository(CommandTables tables) {
        return new JdbcPaymentRepository(tables);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(CommandTables tables, @Value("${ordertrail.idempotency-keys.life}") Duration life, Clock clock) {
        return new JdbcIdempotencyKeys(tables, IdempotencyKeys.fromAttempt(life), clock);
    }

    @Bean
    DeadlineRepository deadlineRepository(CommandTables tables) {
        return new JdbcDeadlineRepository(tables);
    }

    @Bean
    ParkedEventRepository parkedEventRepository(CommandTables tables) {
        return new JdbcParkedEventRepository(tables, ParkedEventRepository.MOST_SEQUENCES, ParkedEventRepository.MOST_EVENTS);
    }

    @Bean
    SubscriptionRepository subscriptionRepository(CommandTables tables) {
        return new JdbcSubscriptionRepository(tables);
    }

    @Bean
    KeyRepository keyRepository(CommandTables tables) {
        return new JdbcKeyRepository(tables);
    }
}
