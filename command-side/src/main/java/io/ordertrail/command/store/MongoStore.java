package io.ordertrail.command.store;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.accounting.PaymentRepository;
import io.ordertrail.command.admission.OtherNodes;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.membership.OwnedTokenStore;
import io.ordertrail.platform.processors.SparingTokenStore;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store on MongoDB, and the processes' tokens with it: for a command side whose events are in Axon Server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ordertrail.command.store", havingValue = "mongo")
class MongoStore {

    private static MongoDatabase majority(MongoDatabase database) {
        return database.withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY);
    }

    @Bean
    DispatchRepository dispatchRepository(MongoDatabase database, Clock clock) {
        return new MongoDispatchRepository(majority(database), clock.instant());
    }

    @Bean
    PaymentRepository paymentRepository(MongoDatabase database) {
        return new MongoPaymentRepository(majority(database));
    }

    @Bean
    IdempotencyKeys idempotencyKeys(MongoDatabase database, @Value("${ordertrail.idempotency-keys.life}") Duration life) {
        return new MongoIdempotencyKeys(majority(database), IdempotencyKeys.fromAttempt(life));
    }

    @Bean
    DeadlineRepository deadlineRepository(MongoDatabase database) {
        MongoDeadlineRepository deadlines = new MongoDeadlineRepository(majority(database));
        FormerDeadlines.moveInto(deadlines, majority(database));
        return deadlines;
    }

    /** Told anew a few times a second, it need not be on every server. */
    @Bean
    OtherNodes otherNodes(MongoDatabase database) {
        return new MongoOtherNodes(database.withWriteConcern(WriteConcern.W1), System::nanoTime);
    }

    @Bean
    TokenStore tokenStore(MongoDatabase database, Serializer serializer, Membership membership) {
        return new SparingTokenStore(new OwnedTokenStore(majority(database), "command.tokens", serializer, membership), System::nanoTime);
    }

    /** Each write here stands for itself; events are Axon Server's, which takes a command's events all or none. */
    @Bean
    TransactionManager transactionManager() {
        return NoTransactionManager.instance();
    }
}
