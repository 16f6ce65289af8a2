package io.ordertrail.command.admission;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the door before the controllers. */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    WebMvcConfigurer admission(Load load, @Value("${ordertrail.processes.longest-wait}") Duration longest,
            @Value("${ordertrail.command.requests}") int most, MeterRegistry registry) {
        Admission door = new Admission(load::duration, longest, most, registry);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(door);
            }
        };
    }
}
