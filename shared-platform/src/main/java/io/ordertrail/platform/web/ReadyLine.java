package io.ordertrail.platform.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** Says in one line that this side serves now, and where. */
class ReadyLine {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);

    private final String address;

    ReadyLine(@Value("${server.address:0.0.0.0}") String address) {
        this.address = address;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String url = "http://%s:%d".formatted(host(), web.getWebServer().getPort());
            LOG.info("{} is ready: {} (API documentation: {}/swagger-ui.html)", event.getApplicationContext().getId(), url, url);
        }
    }

    private String host() {
        if (address.equals("0.0.0.0") || address.equals("::")) {
            return "localhost";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
