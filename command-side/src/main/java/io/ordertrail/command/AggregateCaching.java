package io.ordertrail.command;

import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Whether aggregates are kept in memory between two commands. Only where no other process can write to the event store: another's event would
 * be a conflict for the next event here, but a command that is refused, or that changes nothing, would be answered from the past.
 */
@Configuration(proxyBeanMethods = false)
class AggregateCaching {

    @Bean
    Cache aggregateCache(@Value("${ordertrail.command.sole-writer:false}") boolean soleWriter,
            @Value("${ordertrail.command.cached-aggregates}") int most) {
        return soleWriter && most > 0 ? new AggregateCache(most) : NoCache.INSTANCE;
    }
}
