package io.ordertrail.platform.membership;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.processors.NodeName;
import io.ordertrail.platform.supervision.Supervisor;
import org.axonframework.lifecycle.Phase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Makes every node of either side a member of the store that they share. */
@AutoConfiguration(afterName = "io.ordertrail.platform.mongo.MongoConnection")
@ConditionalOnBean(MongoDatabase.class)
class MembershipAutoConfiguration {

    @Bean(destroyMethod = "")
    Membership membership(MongoDatabase database, @Value(NodeName.SETTING) String node) {
        return new Membership(database, node);
    }

    /** A node has its place before it does anything, and until it has let go of all that it did. */
    @Bean
    SmartLifecycle membershipLifecycle(Membership membership, Supervisor supervisor) {
        return new SmartLifecycle() {

            private volatile boolean running;

            @Override
            public void start() {
                membership.start(supervisor);
                running = true;
            }

            @Override
            public void stop() {
                membership.close();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return Phase.INBOUND_EVENT_CONNECTORS - 2;
            }
        };
    }
}
