package io.ordertrail.platform.security;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.RefusalWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody's page but our own change anything by way of somebody's browser, whatever the request's body or form, and whether or not callers
 * must say who they are. A browser says itself where a request comes from; what says nothing of that and is nothing that a form could send comes
 * from a program.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Guard extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** What a form can send, to anywhere and unasked. */
    private static final List<String> FORMS = List.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    private final Hosts hosts;
    private final Set<String> origins;
    private final RefusalWriter refusals;

    /** @param origins whose pages may call the API as well */
    Guard(Hosts hosts, @Value("${ordertrail.cors.origins:}") Set<String> origins, RefusalWriter refusals) {
        this.hosts = hosts;
        this.origins = origins;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isPresent()) {
            refusals.write(refusal.get(), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Refusal> refusal(HttpServletRequest request) {
        if (!hosts.areAsked(request)) {
            return Optional.of(Refusal.of(Code.FORBIDDEN, "This server is not asked under that name"));
        }
        if (READING.contains(request.getMethod()) || isOwn(request)) {
            return Optional.empty();
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean program = origin == null && request.getHeader("Sec-Fetch-Site") == null;
        // Pages have forms, and nothing that a program would call.
        if (request.getRequestURI().startsWith("/dashboard") || !program && !isNamed(request, origin)) {
            return Optional.of(Refusal.of(Code.FORBIDDEN, "Only this server's own pages may do that from a browser"));
        }
        return isForm(request) ? Optional.of(Refusal.of(Code.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json")) : Optional.empty();
    }

    /** Browsers that do not yet say it in one word, or not over plain HTTP, name the origin. */
    private static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = authorityOf(request.getHeader(HttpHeaders.ORIGIN));
        return origin != null && (origin.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST)) || origin.equalsIgnoreCase(asked(request)));
    }

    /** As a proxy tells it, where the server is set to believe one. */
    private static String asked(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return usual ? request.getServerName() : "%s:%d".formatted(request.getServerName(), port);
    }

    private static String authorityOf(String origin) {
        try {
            return origin == null ? null : URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A script's request, that is: a form's is not asked about beforehand. */
    private boolean isNamed(HttpServletRequest request, String origin) {
        return origin != null && origins.contains(origin) && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && FORMS.stream().anyMatch(type.strip().toLowerCase(Locale.ROOT)::startsWith);
    }
}
