package io.ordertrail.platform.archive;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What a side by itself has its events in. */
@Configuration(proxyBeanMethods = false)
public class ArchivedStore {

    @Bean
    EventLog eventLog(Environment environment) {
        return AxonServerLog.of(environment);
    }
}
