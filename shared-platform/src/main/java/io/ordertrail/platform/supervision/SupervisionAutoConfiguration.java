package io.ordertrail.platform.supervision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Brings this package to both sides. */
@AutoConfiguration
class SupervisionAutoConfiguration {

    @Bean
    Supervisor supervisor(ObjectProvider<MeterRegistry> meters) {
        return new Supervisor(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** Part of readiness: a node whose background fails is not asked, while others can take over what it has. */
    @Bean
    HealthIndicator backgroundHealthIndicator(Supervisor supervisor) {
        return () -> {
            Map<String, String> failing = supervisor.failing();
            return (failing.isEmpty() ? Health.up() : Health.down()).withDetails(failing).build();
        };
    }
}
