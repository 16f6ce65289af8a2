package io.ordertrail.platform.telemetry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names the order on every line that is logged while a request for it, its ticket or its delivery is answered. */
class OrderInPath extends OncePerRequestFilter {

    /** As our ids look: nothing else that a client writes comes onto a line this way. */
    private static final Pattern PATH = Pattern.compile("/(?:orders|tickets|deliveries)/([0-9A-Z]{26})(?:/.*)?");

    @SuppressWarnings("try") // to be closed is its use
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher path = PATH.matcher(request.getRequestURI());
        try (LogContext context = LogContext.ofOrder(path.matches() ? path.group(1) : null)) {
            chain.doFilter(request, response);
        }
    }
}
