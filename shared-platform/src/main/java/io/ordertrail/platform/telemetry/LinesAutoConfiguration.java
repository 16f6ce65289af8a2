package io.ordertrail.platform.telemetry;

import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Brings the ids onto the log lines of every application that has messages, and of every one that is asked over HTTP. */
@AutoConfiguration(after = AxonAutoConfiguration.class, before = InterceptorAutoConfiguration.class)
class LinesAutoConfiguration {

    @Bean
    OrderOnLines orderOnLines() {
        return new OrderOnLines();
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    OrderInPath orderInPath() {
        return new OrderInPath();
    }
}
