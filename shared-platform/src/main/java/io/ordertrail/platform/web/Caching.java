package io.ordertrail.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says of every answer whether it may be kept. What is read may be kept by who has read it, and is asked about each time: whoever brings the
 * entity tag then reads 304. What a command or an error says is kept by nobody. A controller may say otherwise of its own answer.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class Caching extends OncePerRequestFilter {

    static final String ASK_EACH_TIME = "private, no-cache";
    static final String NEVER = "no-store";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean reads = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        response.setHeader(HttpHeaders.CACHE_CONTROL, reads ? ASK_EACH_TIME : NEVER);
        if (reads && !isAsyncDispatch(request)) {
            response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        chain.doFilter(request, new Answer(response));
    }

    /** What is answered later is answered by another dispatch. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private static final class Answer extends HttpServletResponseWrapper {

        Answer(HttpServletResponse response) {
            super(response);
        }

        /** Spring adds what a controller has set, and would leave two rules in one answer. */
        @Override
        public void addHeader(String name, String value) {
            if (HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setStatus(int status) {
            forget(status);
            super.setStatus(status);
        }

        @Override
        public void sendError(int status) throws IOException {
            forget(status);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            forget(status);
            super.sendError(status, message);
        }

        private void forget(int status) {
            if (status >= 400) {
                setHeader(HttpHeaders.CACHE_CONTROL, NEVER);
            }
        }
    }
}
