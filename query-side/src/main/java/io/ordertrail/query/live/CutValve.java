package io.ordertrail.query.live;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Leaves with each request the means to close its connection at once. The servlet API has none: it would wait for a client that reads nothing
 * until that has taken the rest.
 */
@Component
class CutValve extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    static final String ATTRIBUTE = CutValve.class.getName();

    CutValve() {
        super(true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new CutValve());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable cut = () -> request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
        request.setAttribute(ATTRIBUTE, cut);
        getNext().invoke(request, response);
    }
}
