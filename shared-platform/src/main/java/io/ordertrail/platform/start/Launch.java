package io.ordertrail.platform.start;

import io.ordertrail.platform.servers.ServersFirst;
import io.ordertrail.platform.settings.SettingsCheck;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** What an application's main method does: it either serves in the end, or the process ends with a line that says what to change. */
public final class Launch {

    private static final int FAILED = 1;

    private Launch() {
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
