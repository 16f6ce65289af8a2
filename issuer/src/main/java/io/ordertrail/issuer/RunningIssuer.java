package io.ordertrail.issuer;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** An issuer, with a web server of its own, in a process in which other things run. */
public final class RunningIssuer implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    @Import(IssuerConfiguration.class)
    static class Server {
    }

    private final IssuerSettings settings;

    /** On the loopback alone, at its address's port. */
    public RunningIssuer(IssuerSettings settings) {
        this.settings = settings;
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("issuer", Map.of("server.port", settings.address().getPort(),
                        "server.address", "127.0.0.1",
                        // A browser makes no difference between ports, and the dashboard's own must not be lost.
                        "server.servlet.session.cookie.name", "ISSUER")));
        context.registerBean(IssuerSettings.class, () -> settings);
        context.register(Server.class);
        context.refresh();
    }

    public URI address() {
        return settings.address();
    }

    @Override
    public void close() {
        context.close();
    }
}
