package io.ordertrail.platform.telemetry;

import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.api.OpenTelemetry;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration;
import org.axonframework.springboot.autoconfig.OpenTelemetryAutoConfiguration;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.opentelemetry.OpenTelemetrySpanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** What ties messages together: which caused which, for ever, in their metadata; and the trace they belong to, while somebody watches. */
@AutoConfiguration(
        before = {AxonAutoConfiguration.class, AxonTracingAutoConfiguration.class, OpenTelemetryAutoConfiguration.class},
        afterName = {"org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"})
class TracingAutoConfiguration {

    /** {@code causationId} is the message that directly caused this one, {@code correlationId} the first one of all. */
    @Bean
    CorrelationDataProvider messageOriginProvider() {
        return new MessageOriginProvider(EventMetadata.CAUSATION, EventMetadata.CORRELATION);
    }

    @Bean
    ConfigurerModule eventMetadata() {
        return configurer -> configurer.onInitialize(
                axon -> axon.onStart(() -> axon.eventBus().registerDispatchInterceptor(new EventMetadata())));
    }

    /** Spans are Boot's: sampled, exported and propagated as it is told to. */
    @Bean
    @ConditionalOnBean(OpenTelemetry.class)
    SpanFactory spanFactory(OpenTelemetry telemetry) {
        return OpenTelemetrySpanFactory.builder()
                .tracer(telemetry.getTracer("io.ordertrail"))
                .contextPropagators(new TraceParentPropagator(telemetry.getPropagators().getTextMapPropagator()))
                .build();
    }

    /** Whoever watches us is no traffic. */
    @Bean
    ObservationPredicate nothingOfTheActuator() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier().getRequestURI().startsWith("/actuator"));
    }
}
