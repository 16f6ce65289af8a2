package io.ordertrail.standalone;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole system as an operator starts it, but on a free port, on stores of its own and, where a test needs it, with a clock that can be moved. */
class RunningSystem implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Api api;

    private RunningSystem(ConfigurableApplicationContext context, String token) {
        this.context = context;
        this.api = new Api(address(), token);
    }

    static RunningSystem start(Path data, Map<String, String> settings) {
        return start(data, settings, context -> {
        });
    }

    static RunningSystem start(Path data, Map<String, String> settings, Clock clock) {
        return start(data, settings, context -> context.getBeanFactory().registerSingleton("testClock", clock));
    }

    /** @param operator tells, once it runs, who asks from then on */
    static RunningSystem start(Path data, Map<String, String> settings, Supplier<String> operator) {
        return start(data, settings, context -> {
        }, operator);
    }

    /** @param more is shown the application before its beans are made */
    static RunningSystem start(Path data, Map<String, String> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext> more) {
        return start(data, settings, more, () -> null);
    }

    private static RunningSystem start(Path data, Map<String, String> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext> more, Supplier<String> token) {
        List<String> arguments = new ArrayList<>();
        Stores.environment(data).forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        RunningSystem system = new RunningSystem(
                new SpringApplicationBuilder(StandaloneApplication.class).initializers(more).run(arguments.toArray(String[]::new)),
                token.get());
        system.api.awaitViews();
        return system;
    }

    Api api() {
        return api;
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
