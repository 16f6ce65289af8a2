package io.ordertrail.standalone;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole system as an operator starts it, but on a free port, on stores of its own and, where a test needs it, with a clock that can be moved. */
class RunningSystem implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningSystem(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningSystem start(Path data, Map<String, String> settings) {
        return start(data, settings, null);
    }

    static RunningSystem start(Path data, Map<String, String> settings, Clock clock) {
        List<String> arguments = new ArrayList<>();
        Stores.environment(data).forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        SpringApplicationBuilder application = new SpringApplicationBuilder(StandaloneApplication.class);
        if (clock != null) {
            application.initializers(context -> context.getBeanFactory().registerSingleton("testClock", clock));
        }
        RunningSystem system = new RunningSystem(application.run(arguments.toArray(String[]::new)));
        system.api().awaitViews();
        return system;
    }

    Api api() {
        return new Api(address());
    }

    String address() {
        return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
