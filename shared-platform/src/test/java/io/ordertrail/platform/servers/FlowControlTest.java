package io.ordertrail.platform.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConfiguration.FlowControlConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

class FlowControlTest {

    /** By what the connector makes of the settings: it would keep 5,000 for each reader, of a megabyte each where they are menus. */
    @Test
    void axonServerSendsEachReaderAFewEventsAhead() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new ResourcePropertySource("classpath:ordertrail-platform.properties"));

        FlowControlConfiguration events = new Binder(ConfigurationPropertySources.get(environment))
                .bind("axon.axonserver", AxonServerConfiguration.class).get().getEventFlowControl();

        assertThat(events.getPermits()).isEqualTo(32);
        assertThat(events.getNrOfNewPermits()).isEqualTo(16);
    }
}
