package io.ordertrail.query;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;

/** Says of a request that changes nothing, although it is no GET, that it can be handled again from the beginning: so it may wait for views, too. */
public final class Repeatable {

    private static final String MARK = Repeatable.class.getName();

    private Repeatable() {
    }

    public static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    static boolean is(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())
                || request.getAttribute(MARK) != null;
    }
}
