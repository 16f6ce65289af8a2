package io.ordertrail.query.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps the pages to themselves: they load nothing from elsewhere, stand in nobody's frame, and only their own forms change anything. There
 * are no cookies, so a browser itself says where a request comes from.
 */
@Component
class OwnPage implements HandlerInterceptor, WebMvcConfigurer {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        if (!READING.contains(request.getMethod()) && !isOwn(request)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
            return false;
        }
        if (!request.getRequestURI().startsWith("/dashboard/files/")) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return true;
    }

    /** Browsers that do not yet say it in one word, or not over plain HTTP, name the origin. */
    private static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        try {
            return origin != null && URI.create(origin).getRawAuthority() != null
                    && URI.create(origin).getRawAuthority().equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/dashboard", "/dashboard/**");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/dashboard/files/**")
                .addResourceLocations(new ClassPathResource("dashboard/"), folderOf("htmx.org/*/dist/htmx.min.js"),
                        folderOf("htmx-ext-sse/*/sse.js"))
                .setCacheControl(CacheControl.noCache());
    }

    /** Only the build knows the version. */
    private static Resource folderOf(String file) {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:/META-INF/resources/webjars/" + file)[0]
                    .createRelative("./");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new Steps());
    }

    /** Addresses are written small. */
    private static final class Steps implements Converter<String, Question.Step> {

        @Override
        public Question.Step convert(String word) {
            for (Question.Step step : Question.Step.values()) {
                if (Parts.WORDS.plain(step).equals(word)) {
                    return step;
                }
            }
            throw new IllegalArgumentException("There is no such step");
        }
    }
}
