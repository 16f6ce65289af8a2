package io.ordertrail.query;

import io.ordertrail.query.view.Readers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets it be known that somebody is reading, from the request's arrival to its answer. Who waits for a view is not reading. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadersFilter extends OncePerRequestFilter {

    private final Readers readers;

    ReadersFilter(Readers readers) {
        this.readers = readers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.GET.matches(request.getMethod()) || request.getHeader(Waiting.PREFER) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        readers.enter();
        try {
            chain.doFilter(request, response);
        } finally {
            readers.leave();
        }
    }
}
