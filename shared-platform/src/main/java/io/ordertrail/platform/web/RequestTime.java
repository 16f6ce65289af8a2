package io.ordertrail.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How long the request that a thread answers has taken so far, so that all of its steps together keep one bound. It is reckoned from its
 * first step on: how slowly a client sends its body is not ours. A request that has waited for a view begins anew when it is handled again.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class RequestTime extends OncePerRequestFilter {

    private static final ThreadLocal<Run> RUN = new ThreadLocal<>();

    private static final class Run {

        private long began;
        private boolean begun;
    }

    /**
     * What is left for the next step.
     *
     * @param bound of the whole request
     * @return zero when all of it is used up; all of it on a thread that answers no request
     */
    public static Duration left(Duration bound) {
        Run run = RUN.get();
        if (run == null) {
            return bound;
        }
        if (!run.begun) {
            run.began = System.nanoTime();
            run.begun = true;
        }
        Duration left = bound.minusNanos(System.nanoTime() - run.began);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** For an answer of many parts, of which each has the whole bound. */
    public static void beginAnew() {
        Run run = RUN.get();
        if (run != null) {
            run.begun = false;
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RUN.set(new Run());
        try {
            chain.doFilter(request, response);
        } finally {
            RUN.remove();
        }
    }
}
