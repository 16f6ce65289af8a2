package io.ordertrail.platform.security;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import io.ordertrail.platform.web.RefusalWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/** Lets a request in if its caller may do what it asks. While nobody must say who they are, every caller is an operator. */
@Order(Access.ORDER)
class Access extends OncePerRequestFilter {

    /** After a token has been looked at, and its caller's requests were counted. */
    static final int ORDER = RequestRate.ORDER + 1;

    private static final String ASKED = Access.class.getName();
    private static final String END = Access.class.getName() + ".end";

    private final Security security;
    private final Owners owners;
    private final List<Outage> outages;
    private final RefusalWriter refusals;
    private final Clock clock;

    Access(Security security, Owners owners, List<Outage> outages, RefusalWriter refusals, Clock clock) {
        this.security = security;
        this.owners = owners;
        this.outages = outages;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** What a request asks for, where that stands in the table. */
    static Optional<Right> askedBy(HttpServletRequest request) {
        return Optional.ofNullable((Right) request.getAttribute(ASKED));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (!isAsyncDispatch(request)) {
                letIn(request);
            }
        } catch (Refusal refusal) {
            if (refusal.code() == Code.UNAUTHENTICATED) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            refusals.write(refusal, response);
            return;
        }
        chain.doFilter(request, response);
        if (request.isAsyncStarted() && String.valueOf(response.getContentType()).startsWith(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            endWithToken(request);
        }
    }

    /** Whoever was let in stays so; but a stream may begin only when a request is handled once more. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** A stream that would go on without end ends when its caller would no longer be let in; who comes back brings another token. */
    private void endWithToken(HttpServletRequest request) {
        if (request.getAttribute(END) instanceof Instant end) {
            try {
                request.getAsyncContext().setTimeout(Math.max(1, Duration.between(clock.instant(), end).toMillis()));
            } catch (IllegalStateException e) {
                logger.debug("The stream has ended already", e);
            }
        }
    }

    private void letIn(HttpServletRequest request) {
        if (!security.isOn()) {
            Caller.operator(owners).enter(request);
            return;
        }
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        if (Rights.isPublic(path)) {
            return;
        }
        Caller caller = caller(request);
        Optional<Rights.Asked> asked = Rights.asked(request.getMethod(), path);
        if (asked.isPresent()) {
            requireRight(caller, asked.get());
            request.setAttribute(ASKED, asked.get().right());
        } else if (!caller.mayAnything()) {
            throw Refusal.of(Code.NOT_FOUND, "There is nothing at this address for %s".formatted(request.getMethod()));
        }
        caller.enter(request);
    }

    private void requireRight(Caller caller, Rights.Asked asked) {
        try {
            caller.require(asked.right(), asked.id());
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException e) {
            throw Outage.isBehind(e, outages) ? Refusal.of(Code.UNAVAILABLE, "A store cannot be reached") : e;
        }
    }

    private Caller caller(HttpServletRequest request) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        TokenClaims.end(known).ifPresent(end -> request.setAttribute(END, end));
        return TokenClaims.of(known).map(token -> TokenClaims.caller(token, owners))
                .orElseThrow(() -> Refusal.of(Code.UNAUTHENTICATED, "A token is needed: Authorization: Bearer …"));
    }
}
