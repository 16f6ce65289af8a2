package io.ordertrail.platform.web;

import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** Says in the last line of a start that this side serves now, and where. */
class ReadyLine {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String address;
    private final List<Preparation> preparations;
    private final Directory directory;
    private final Supervisor supervisor;

    ReadyLine(@Value("${server.address:0.0.0.0}") String address, ObjectProvider<Preparation> preparations, Directory directory,
            Supervisor supervisor) {
        this.address = address;
        this.preparations = preparations.stream().toList();
        this.directory = directory;
        this.supervisor = supervisor;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String url = "http://%s:%d".formatted(host(), web.getWebServer().getPort());
            String name = event.getApplicationContext().getId();
            if (!tellIfReady(name, url)) {
                supervisor.light("ready-line", LOOK, () -> tellIfReady(name, url));
            }
        }
    }

    private boolean tellIfReady(String name, String url) {
        boolean ready = preparations.stream().allMatch(Preparation::done);
        if (ready) {
            LOG.info("{} is ready: {}  API documentation: {}{}{}", name, url, url, Directory.DOCUMENTATION,
                    directory.hasDashboard() ? "  dashboard: " + url + Directory.DASHBOARD : "");
        }
        return ready;
    }

    private String host() {
        if (address.equals("0.0.0.0") || address.equals("::")) {
            return "localhost";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
