package io.ordertrail.query.dashboard;

import io.ordertrail.platform.security.Caller;
import io.ordertrail.platform.security.Role;
import io.ordertrail.platform.security.Security;
import io.ordertrail.platform.web.SecurityHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps the pages to themselves: they load nothing from elsewhere, are kept by nobody, and send their forms nowhere else. */
@Component
class OwnPage implements HandlerInterceptor, WebMvcConfigurer {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Security security;

    OwnPage(Security security) {
        this.security = security;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader(SecurityHeaders.POLICY, POLICY);
        if (!request.getRequestURI().startsWith("/dashboard/files/")) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return true;
    }

    /** What a page says of who sees it. */
    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page != null && page.getViewName() != null) {
            page.addObject("open", !security.isOn()).addObject("reader", Caller.of(request).role() == Role.AUDITOR);
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
