package io.ordertrail.standalone;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Axon Server keeps the events where {@code AXON_SERVER} names one; the embedded store does otherwise. Then this is the only process, which
 * nobody shares anything with. What is standard there comes before what is standard anywhere.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class AxonServerChoice implements EnvironmentPostProcessor {

    static final String ENABLED = "axon.axonserver.enabled";

    /** The embedded store's folder has one owner. */
    private static final String SOLE_WRITER = "ordertrail.command.sole-writer";

    /** One segment for each view: others would make more batches of the same events, and be followed by nobody else. */
    private static final String VIEW_SEGMENTS = "ordertrail.view.segments";

    /** Whoever brings a token need not wait for it, for on this node it is known who waits. */
    private static final String VIEW_PAUSE = "ordertrail.view.pause";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String server = environment.getProperty("AXON_SERVER");
        Map<String, Object> choice = StringUtils.hasText(server)
                ? Map.of(ENABLED, true, SOLE_WRITER, false, "axon.axonserver.servers", server)
                : Map.of(ENABLED, false, SOLE_WRITER, true, VIEW_SEGMENTS, 1, VIEW_PAUSE, "PT0.05S");
        environment.getPropertySources().addLast(new MapPropertySource("axonServerChoice", choice));
    }
}
