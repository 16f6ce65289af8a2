package io.ordertrail.platform.security;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.RefusalWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each caller ask this node only so much in a minute, and tells them of it in {@code RateLimit} and {@code RateLimit-Policy}. Before anything is
 * looked up, and after a token has been looked at, which is by whom one caller is told from another; health can always be asked.
 */
@Order(RequestRate.ORDER)
class RequestRate extends OncePerRequestFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 11;

    static final String LIMIT = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    /** If nothing is set and callers say who they are; where all are one, nothing is counted. */
    private static final long STANDARD = 60_000;

    /** A few kB each. */
    private static final int MOST_CALLERS = 10_000;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Allowances allowances;
    private final RefusalWriter refusals;

    /** @param perMinute 0 for any number */
    RequestRate(@Value("${ordertrail.requests.per-minute:}") Long perMinute, Security security, RefusalWriter refusals) {
        long standard = security.isOn() ? STANDARD : 0;
        long quota = perMinute == null ? standard : perMinute;
        this.allowances = quota == 0 ? null : new Allowances(quota, MOST_CALLERS, TimeMeter.SYSTEM_NANOTIME);
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isLeft(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** Whether the caller may ask this; else it has been answered. */
    boolean isLeft(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (allowances == null || request.getRequestURI().startsWith("/actuator/health")) {
            return true;
        }
        ConsumptionProbe left = allowances.take(CallerName.of(subject(), request));
        response.setHeader(POLICY, "\"caller\";q=%d;w=%d".formatted(allowances.quota(), Allowances.WINDOW.toSeconds()));
        response.setHeader(LIMIT, "\"caller\";r=%d;t=%d".formatted(left.getRemainingTokens(), seconds(left.getNanosToWaitForReset())));
        if (!left.isConsumed()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds(left.getNanosToWaitForRefill()))));
            refusals.write(Refusal.of(Code.TOO_MANY_REQUESTS, "A caller may ask %,d times in a minute; nothing was done"
                    .formatted(allowances.quota())), response);
        }
        return left.isConsumed();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, SECOND);
    }

    private static String subject() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known == null || known instanceof AnonymousAuthenticationToken ? null : known.getName();
    }
}
