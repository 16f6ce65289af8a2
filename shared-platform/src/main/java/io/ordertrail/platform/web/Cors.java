package io.ordertrail.platform.web;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets pages of other origins call the API from a browser: those that {@code ordertrail.cors.origins} names, by default none. Credentials that
 * a browser sends by itself stay behind.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Cors extends CorsFilter {

    private final boolean off;

    Cors(@Value("${ordertrail.cors.origins:}") List<String> origins, JsonMapper json) {
        super(request -> open(origins));
        this.off = origins.isEmpty();
        setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                Problem problem = Problem.of(Code.FORBIDDEN, "Pages of this origin may not do that here");
                response.setStatusCode(HttpStatus.valueOf(problem.status()));
                response.getHeaders().set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
                response.getBody().write(json.writeValueAsBytes(problem));
                response.flush();
            }
        });
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return off;
    }

    private static CorsConfiguration open(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, HttpHeaders.LINK,
                "RateLimit", "RateLimit-Policy", ConsistencyToken.HEADER, Deprecation.HEADER, Deprecation.SUNSET));
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }
}
