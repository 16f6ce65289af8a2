package io.ordertrail.standalone;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Axon Server keeps the events where {@code AXON_SERVER} names one; the embedded store does otherwise. */
class AxonServerChoice implements EnvironmentPostProcessor {

    static final String ENABLED = "axon.axonserver.enabled";

    /** The embedded store's folder has one owner. */
    private static final String SOLE_WRITER = "ordertrail.command.sole-writer";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String server = environment.getProperty("AXON_SERVER");
        Map<String, Object> choice = new HashMap<>(Map.of(ENABLED, StringUtils.hasText(server), SOLE_WRITER, !StringUtils.hasText(server)));
        if (StringUtils.hasText(server)) {
            choice.put("axon.axonserver.servers", server);
        }
        environment.getPropertySources().addLast(new MapPropertySource("axonServerChoice", choice));
    }
}
