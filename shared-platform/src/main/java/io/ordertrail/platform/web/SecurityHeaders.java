package io.ordertrail.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers to make nothing of an answer but what it says it is: it loads nothing, stands in nobody's frame, and tells no other site where
 * it was. A page that must load something says itself what, in place of the policy.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SecurityHeaders extends OncePerRequestFilter {

    public static final String POLICY = "Content-Security-Policy";

    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The API document's page: its own files, its pictures, the API, and the one style that it brings along as it goes. */
    private static final String API_PAGE = "default-src 'none'; script-src 'self';"
            + " style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; font-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Also on what the web server refuses before any filter. */
    static void set(HttpServletResponse response) {
        set(response, NOTHING);
    }

    private static void set(HttpServletResponse response, String policy) {
        response.setHeader(POLICY, policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        set(response, request.getRequestURI().startsWith("/swagger-ui/") ? API_PAGE : NOTHING);
        chain.doFilter(request, response);
    }
}
