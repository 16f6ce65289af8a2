package io.ordertrail.platform.personal;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Brings what encrypts personal data to both sides. Keys are kept in MongoDB, unless one store in the same application keeps them beside the events. */
@AutoConfiguration(afterName = {"io.ordertrail.platform.mongo.MongoConnection",
        "io.ordertrail.platform.supervision.SupervisionAutoConfiguration"})
public class PersonalAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalAutoConfiguration.class);
    private static final Duration BETWEEN_REWRAPPINGS = Duration.ofSeconds(1);

    /** An application may bring its own where none are set. */
    @Bean
    @ConditionalOnMissingBean
    MasterKeys masterKeys(@Value("${ordertrail.master-key:}") String setting) {
        return MasterKeys.of(setting);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(MongoDatabase.class)
    KeyRepository keyRepository(MongoDatabase database) {
        return new MongoKeyRepository(database.withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY));
    }

    @Bean
    Seals seals(ObjectProvider<KeyRepository> repository, MasterKeys masters, ObjectProvider<EventStore> events,
            @Value("${ordertrail.master-key:}") String setting) {
        if (masters.isEmpty()) {
            if (setting.strip().equals(MasterKeys.NONE)) {
                LOG.warn(
                        "NO MASTER KEY: names, addresses and positions are stored as they are, and nobody can be forgotten (ORDERTRAIL_MASTER_KEY=none)");
            }
            return Seals.NONE;
        }
        return Seals.with(repository.getObject(), masters, new Whose(events::getObject), System::nanoTime);
    }

    /** Ends when every key is encrypted with the first master key; while one is missing, the node is not well, and says so. */
    @Bean(destroyMethod = "cancel")
    @ConditionalOnBean(Supervisor.class)
    Supervised rewrapping(ObjectProvider<KeyRepository> repository, MasterKeys masters, Supervisor supervisor) {
        KeyRepository kept = repository.getIfAvailable();
        PersonalKeys keys = kept == null ? null : new PersonalKeys(kept, masters, System::nanoTime);
        return supervisor.light("rewrapping", BETWEEN_REWRAPPINGS, () -> keys == null || keys.rewrap());
    }
}
