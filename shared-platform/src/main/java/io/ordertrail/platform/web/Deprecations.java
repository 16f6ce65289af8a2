package io.ordertrail.platform.web;

import io.swagger.v3.oas.models.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says in every answer of what is marked with {@link Deprecation} since when and until when, whatever the answer. */
class Deprecations implements WebMvcConfigurer, HandlerInterceptor, OperationCustomizer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Deprecation deprecation = handler instanceof HandlerMethod method ? of(method) : null;
        if (deprecation != null) {
            response.setHeader(Deprecation.HEADER, "@" + Instant.parse(deprecation.since()).getEpochSecond());
            response.setHeader(Deprecation.SUNSET,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.parse(deprecation.sunset()).atOffset(ZoneOffset.UTC)));
            response.setHeader(HttpHeaders.LINK, "<%s>; rel=\"deprecation\"".formatted(deprecation.link()));
        }
        return true;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        return of(method) == null ? operation : operation.deprecated(true);
    }

    private static Deprecation of(HandlerMethod method) {
        Deprecation own = method.getMethodAnnotation(Deprecation.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Deprecation.class);
    }
}
