package io.ordertrail.platform.containers;

import org.axonframework.test.server.AxonServerContainer;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * Starts the servers of production before the first test of a module and names them as an operator would; the images are those of
 * docker-compose.yml.
 */
public class ContainerStores implements LauncherSessionListener {

    private static final AxonServerContainer AXON_SERVER = new AxonServerContainer("axoniq/axonserver:2023.2.1-nonroot").withDevMode(true);
    private static final MongoDBContainer MONGODB = new MongoDBContainer("mongo:6.0.20").withReplicaSet();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Startables.deepStart(AXON_SERVER, MONGODB).join();
        System.setProperty("AXON_SERVER", AXON_SERVER.getAxonServerAddress());
        System.setProperty("MONGODB_URI", MONGODB.getReplicaSetUrl());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        AXON_SERVER.stop();
        MONGODB.stop();
    }
}
