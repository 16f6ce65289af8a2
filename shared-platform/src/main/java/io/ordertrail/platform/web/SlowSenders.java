package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds no thread for a client that sends its body slowly: the request is handled when all of it is there. Last of the filters, so that whoever is
 * refused need not send it first, and none is asked twice. See ADR 41.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SlowSenders extends OncePerRequestFilter {

    private static final int CHUNK = 16 * 1024;

    private final RefusalWriter refusals;
    /** Of bodies that are being waited for. */
    private final AtomicLong bytes = new AtomicLong();
    private final long room = Untaken.roomIn(Runtime.getRuntime().maxMemory());

    SlowSenders(RefusalWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Refusal refusal = BodyReader.refusalOf(request);
        if (refusal != null) {
            refuse(refusal, request, response);
        } else if (isAsyncDispatch(request) || !ConnectionValve.hasPassed(request) || BodyReader.restOf(request) == null) {
            chain.doFilter(request, response);
        } else {
            read(request, response, chain);
        }
    }

    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (BodyReader.isGivenUp(request)) {
            response.setHeader("Connection", "close");
        }
        refusals.write(refusal, response);
    }

    private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        ServletInputStream body = request.getInputStream();
        FastByteArrayOutputStream read = new FastByteArrayOutputStream(1_024);
        byte[] chunk = new byte[CHUNK];
        try {
            // What has come along with the headers, which is all of most bodies.
            while (!body.isFinished() && body.available() > 0) {
                int next = body.read(chunk);
                read.write(chunk, 0, Math.max(next, 0));
            }
        } catch (Refusal tooLarge) {
            refusals.write(tooLarge, response);
            return;
        }
        ReadRequest whole = new ReadRequest(request, read);
        if (body.isFinished()) {
            chain.doFilter(whole, response);
        } else {
            BodyReader.read(body, read, request.startAsync(whole, response), bytes, room);
        }
    }
}
