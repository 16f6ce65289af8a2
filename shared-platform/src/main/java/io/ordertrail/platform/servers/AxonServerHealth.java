package io.ordertrail.platform.servers;

import java.util.Map;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Axon Server is connected, per context. Axon's own indicator is for Boot 3, and silently missing here. */
class AxonServerHealth implements HealthIndicator {

    private final AxonServerConnectionManager connections;
    private final String servers;

    AxonServerHealth(AxonServerConnectionManager connections, String servers) {
        this.connections = connections;
        this.servers = servers;
    }

    @Override
    public Health health() {
        Map<String, Boolean> contexts = connections.connections();
        boolean connected = !contexts.isEmpty() && contexts.values().stream().allMatch(Boolean::booleanValue);
        return (connected ? Health.up() : Health.down()).withDetail("servers", servers).withDetail("contexts", contexts).build();
    }
}
