package io.ordertrail.platform.start;

import io.ordertrail.platform.servers.ServersFirst;
import io.ordertrail.platform.settings.SettingsCheck;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What an application's main method does: it either serves in the end, or the process ends with a line that says what to change. */
public final class Launch {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final int FAILED = 1;

    private Launch() {
    }

    /**
     * Does one thing by the settings of a start, and ends the process: no door is opened, and no more is built than what that thing wants.
     *
     * @param configuration of what it wants
     * @param work may throw, with what is then told
     */
    public static void once(Class<?> configuration, Consumer<ConfigurableApplicationContext> work, String... options) {
        SpringApplication start = new SpringApplication(configuration);
        start.setWebApplicationType(WebApplicationType.NONE);
        start.addInitializers(new SettingsCheck(options), ServersFirst.ofEvents());
        boolean started = false;
        try (ConfigurableApplicationContext context = start.run(options)) {
            started = true;
            work.accept(context);
        } catch (RuntimeException | Error e) {
            if (started) {
                LOG.error("Not done: {}", e.getMessage());
                LOG.debug("It failed here", e);
            } else {
                StartFailure.tellUnlessTold(e);
            }
            System.exit(FAILED);
        }
        System.exit(0);
    }

    /** @param own what is so for this application alone, and can be set otherwise */
    public static void run(Class<?> application, Map<String, Object> own, String... arguments) {
        if (Help.answers(List.of(arguments), application)) {
            return;
        }
        SpringApplication start = new SpringApplication(application);
        start.setDefaultProperties(own);
        start.addInitializers(new SettingsCheck(arguments), new Door(), new ServersFirst());
        try {
            start.run(arguments);
        } catch (RuntimeException | Error e) {
            StartFailure.tellUnlessTold(e);
            // Whatever has been begun by then has threads, and some of them would keep a process that serves nobody.
            System.exit(FAILED);
        }
    }
}
