package io.ordertrail.platform.web;

import java.time.Instant;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads instants in queries by the rule that bodies have. */
class StrictQuery implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Instants::parse);
    }
}
