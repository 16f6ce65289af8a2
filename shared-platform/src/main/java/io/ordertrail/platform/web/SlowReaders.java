package io.ordertrail.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Holds no thread for a client that does not take its answer: that is kept until all of it is there, and then written as the connection takes it.
 * Nor for one that goes on sending what nobody wants, such as the body of a request that was refused. See ADR 41.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SlowReaders extends OncePerRequestFilter {

    private final Untaken untaken = new Untaken(Untaken.roomIn(Runtime.getRuntime().maxMemory()));

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!ConnectionValve.hasPassed(request)) {
            chain.doFilter(request, response);
            return;
        }
        // A request that is handled once more brings along the one of the first time.
        KeptAnswer known = WebUtils.getNativeResponse(response, KeptAnswer.class);
        KeptAnswer answer = known == null ? new KeptAnswer(request, response) : known;
        chain.doFilter(request, known == null ? answer : response);
        if (!request.isAsyncStarted() && !answer.isFailed()) {
            AnswerWriter.write(answer.bytes(), request, (HttpServletResponse) answer.getResponse(), untaken);
        }
    }
}
