package io.ordertrail.platform.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Brings this package to every application and every web test that has the platform on its class path. */
@AutoConfiguration(before = {JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({UtcClock.class, StrictJson.class, StrictQuery.class, Versions.class, Deprecations.class, ApiJson.Converters.class,
        Problems.class, Caching.class, SecurityHeaders.class, Cors.class, WellFormed.class, BodyLimit.class, RefusalWriter.class,
        SlowReaders.class, SlowSenders.class, ConnectionValve.class,
        ErrorPage.class, WebServer.class,
        RequestTime.class, Starting.class, Directory.class, IndexController.class, ReadyLine.class, ApiDocument.class, ApiProblems.class,
        ApiSchemas.class,
        ApiExamples.class})
class PlatformWebAutoConfiguration {
}
