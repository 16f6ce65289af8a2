package io.ordertrail.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Counts what passes through Axon, wherever meters are kept. */
@AutoConfiguration(before = AxonAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(MeterRegistry.class)
@Import(ProcessorGauges.class)
class TelemetryAutoConfiguration {

    @Bean
    ConfigurerModule messageMeters(MeterRegistry registry) {
        CommandMonitor commands = new CommandMonitor(registry);
        StoredEventMonitor stored = new StoredEventMonitor(registry);
        return configurer -> configurer
                .configureMessageMonitor(CommandBus.class, axon -> commands)
                .configureMessageMonitor(EventStore.class, axon -> stored)
                .configureMessageMonitor(EventProcessor.class,
                        (axon, type, processor) -> new HandledEventMonitor(registry, processor, Clock.systemUTC()));
    }
}
