package io.ordertrail.query;

import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a request that has waited to the end, without asking anything once more: its time is up, whatever state the stores are in. */
@Component
class EndOfWaiting implements HandlerInterceptor, WebMvcConfigurer {

    private static final String REFUSAL = EndOfWaiting.class.getName();

    /** From now on the request is answered so. */
    static void reach(HttpServletRequest request, Refusal refusal) {
        request.setAttribute(REFUSAL, refusal);
    }

    static boolean isReached(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) != null;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(REFUSAL) instanceof Refusal refusal) {
            throw refusal;
        }
        return true;
    }
}
