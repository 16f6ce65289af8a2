package io.ordertrail.platform.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What settings are unless they are set, last of all, so that whatever else there is goes before it. An option may bear the variable's name, too. */
@Order(Ordered.LOWEST_PRECEDENCE)
class Standards implements EnvironmentPostProcessor {

    /** Stands before everything else until all that is set is checked. */
    static final String PLAIN_LOG = "plain log";

    private static final String LOG_FORMAT = "logging.structured.format.console";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> standards = new LinkedHashMap<>();
        for (Setting setting : Settings.ALL) {
            String given = setting.property().equals(setting.variable()) ? null : environment.getProperty(setting.variable());
            String value = given == null ? setting.standard() : given;
            if (value != null) {
                standards.put(setting.property(), value);
            }
        }
        environment.getPropertySources().addLast(new MapPropertySource("standards", standards));
        // The log is made right after this. In a form that nobody knows it could not be, and there would be none to tell of it.
        boolean unknown = Settings.ALL.stream().filter(setting -> setting.property().equals(LOG_FORMAT))
                .anyMatch(setting -> SettingsCheck.refuse(setting, environment).isPresent());
        if (unknown) {
            environment.getPropertySources().addFirst(new MapPropertySource(PLAIN_LOG, Map.of(LOG_FORMAT, "")));
        }
    }
}
