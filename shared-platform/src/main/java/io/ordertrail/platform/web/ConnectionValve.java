package io.ordertrail.platform.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Leaves with each request the means to end its connection, of which the servlet API has none: it would wait for a client that reads nothing until
 * that has taken the rest, and for one that sends slowly until that has sent it.
 */
public class ConnectionValve extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String CUT = ConnectionValve.class.getName() + ".cut";
    private static final String LEAVE_REST = ConnectionValve.class.getName() + ".leaveRest";

    ConnectionValve() {
        super(true);
    }

    /** What closes the request's connection at once, whatever is on its way. */
    public static Runnable cut(ServletRequest request) {
        return attribute(request, CUT);
    }

    /** What has nobody read the rest of the request's body: the connection is closed once the answer is written. */
    static Runnable leaveRest(ServletRequest request) {
        return attribute(request, LEAVE_REST);
    }

    /** Whether the request has come over a connection, and not from a test. */
    static boolean hasPassed(ServletRequest request) {
        return request.getAttribute(CUT) != null;
    }

    private static Runnable attribute(ServletRequest request, String name) {
        return request.getAttribute(name) instanceof Runnable means ? means : () -> {
        };
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new ConnectionValve());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        leave(request, CUT, ActionCode.CLOSE_NOW);
        leave(request, LEAVE_REST, ActionCode.DISABLE_SWALLOW_INPUT);
        getNext().invoke(request, response);
    }

    private static void leave(Request request, String name, ActionCode means) {
        Runnable action = () -> request.getCoyoteRequest().action(means, null);
        request.setAttribute(name, action);
    }
}
