package io.ordertrail.platform.actions;

import io.ordertrail.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Notes each request that changes how the system runs, when it has been answered: so with the answer that the operator got. Where that cannot be
 * kept, the log has it.
 */
public class ActionsNoted implements HandlerInterceptor, WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ActionsNoted.class);

    private static final String NOTE = ActionsNoted.class.getName();

    private static final String[] OPERATED =
            {"/views/**", "/rebuilds/**", "/processors/**", "/subscriptions/**", "/dispatch/**", "/dashboard/**"};

    private final Actions actions;
    private final Clock clock;

    ActionsNoted(Actions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    /** What the present request has come to, where its status does not tell. */
    public static void observed(String note) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(NOTE, note, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD") || request.getMethod().equals("OPTIONS")) {
            return;
        }
        Action action = new Action(clock.instant().truncatedTo(ChronoUnit.MILLIS), Caller.of(request).subject(), request.getMethod(),
                request.getRequestURI(), failure == null ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                (String) request.getAttribute(NOTE));
        try {
            actions.note(action);
        } catch (RuntimeException e) {
            LOG.warn("What an operator has done could not be kept: {}", action, e);
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(OPERATED);
    }
}
