package io.ordertrail.query.composition;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When a part's provider is not asked any more, and how that is told: in metrics, and in the health of the node. */
@Configuration(proxyBeanMethods = false)
class CircuitBreakers {

    /** Of the last so many questions, so many at least, if half of them failed. */
    static final int WINDOW = 20;
    static final int FEWEST = 5;

    /** Then nobody asks for so long, and a few try it again. */
    static final Duration REST = Duration.ofSeconds(10);
    static final int TRIES = 3;

    @Bean
    CircuitBreakerRegistry circuitBreakerRegistry(Clock clock) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW).minimumNumberOfCalls(FEWEST).failureRateThreshold(50)
                .waitDurationInOpenState(REST).permittedNumberOfCallsInHalfOpenState(TRIES)
                .clock(clock)
                .build());
    }

    @Bean
    TaggedCircuitBreakerMetrics circuitBreakerMetrics(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }

    /** An open one makes answers partial, not the node unfit: it is up. */
    @Bean
    HealthIndicator compositionHealthIndicator(CircuitBreakerRegistry breakers) {
        return () -> {
            Health.Builder health = Health.up();
            breakers.getAllCircuitBreakers().stream().sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .forEach((CircuitBreaker breaker) -> health.withDetail(breaker.getName(), breaker.getState()));
            return health.build();
        };
    }
}
