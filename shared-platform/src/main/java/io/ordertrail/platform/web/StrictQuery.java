package io.ordertrail.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Takes queries as literally as bodies are taken: instants by the same rule, and no parameter that an operation does not have. */
class StrictQuery implements WebMvcConfigurer, HandlerInterceptor {

    /** Operations are as many as are written down. */
    private final Map<HandlerMethod, KnownParameters> known = new ConcurrentHashMap<>();

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Instants::parse);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getDispatcherType() != DispatcherType.ERROR && isOurs(method)
                && request.getQueryString() != null && !isForm(request)) {
            known.computeIfAbsent(method, KnownParameters::of).check(request.getParameterMap());
        }
        return true;
    }

    /** Pages have scripts that may add parameters of their own. */
    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("io.ordertrail.")
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RestController.class);
    }

    /** Its fields would count as parameters; it is refused for what it is. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }
}
