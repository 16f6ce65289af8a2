package io.ordertrail.platform.parking;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.web.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Brings parking to both sides: the command side's processes park, the other side shows it. They meet in MongoDB, unless one store in the
 * same application keeps what is parked.
 */
@AutoConfiguration(after = AxonAutoConfiguration.class, afterName = "io.ordertrail.platform.mongo.MongoConnection")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(EventProcessingModule.class)
@Import(ParkedEventsController.class)
class ParkingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ParkedEventRepository parkedEventRepository(MongoDatabase database) {
        return new MongoParkedEventRepository(database.withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY),
                ParkedEventRepository.MOST_SEQUENCES, ParkedEventRepository.MOST_EVENTS);
    }

    @Bean
    Parking parking(ParkedEventRepository repository, List<Outage> outages, Clock clock, Supervisor supervisor,
            @Value("${ordertrail.parked-events.polling}") Duration polling) {
        return new Parking(repository, outages, clock, polling, supervisor);
    }

    @Bean
    ParkedEvents parkedEvents(ParkedEventRepository repository, ObjectProvider<EventStore> events,
            @Qualifier("eventSerializer") Serializer serializer, Clock clock) {
        return new ParkedEvents(repository, events::getObject, serializer, clock);
    }

    @Bean
    ParkedEventMeters parkedEventMeters(ParkedEvents parked, Parking parking, Clock clock) {
        return new ParkedEventMeters(parked, parking.tally(), clock);
    }
}
