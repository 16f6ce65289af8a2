package io.ordertrail.platform.servers;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.ordertrail.platform.settings.WrongSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Waits until the servers that an application cannot start without are there, and says so, instead of dying and being started again. Whoever has
 * stores of its own in their place names no servers.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
public class ServersFirst implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ServersFirst.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Said at once, and then about twice a minute. */
    private static final int ATTEMPTS_BETWEEN_LINES = 10;

    private final boolean views;

    public ServersFirst() {
        this(true);
    }

    private ServersFirst(boolean views) {
        this.views = views;
    }

    /** For who wants the events alone. */
    public static ServersFirst ofEvents() {
        return new ServersFirst(false);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (environment.getProperty("axon.axonserver.enabled", Boolean.class, true)) {
            String axonServer = environment.getRequiredProperty("axon.axonserver.servers");
            await("Axon Server", axonServer, () -> accepts(axonServer));
        }
        String mongo = environment.getProperty("MONGODB_URI");
        if (views && StringUtils.hasText(mongo)) {
            await("MongoDB", String.join(",", new ConnectionString(mongo).getHosts()), () -> hasPrimary(mongo));
        }
    }

    private static void await(String server, String address, BooleanSupplier isThere) {
        for (int attempt = 0; !isThere.getAsBoolean(); attempt++) {
            if (attempt % ATTEMPTS_BETWEEN_LINES == 0) {
                LOG.warn("Waiting for {} at {}", server, address);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        LOG.info("{}: {}", server, address);
    }

    /** One of several servers is enough: the connector asks it for the others. */
    private static boolean accepts(String servers) {
        for (String server : servers.split(",")) {
            String[] address = server.strip().split(":");
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address[0], address.length > 1 ? Integer.parseInt(address[1]) : 8124),
                        (int) ATTEMPT.toMillis());
                return true;
            } catch (IOException e) {
                LOG.debug("{} does not answer", server, e);
            }
        }
        return false;
    }

    private static boolean hasPrimary(String uri) {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .timeout(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return true;
        } catch (MongoSecurityException e) {
            throw new WrongSettings(List.of("MongoDB does not let in whom MONGODB_URI names: %s.".formatted(e.getMessage())));
        } catch (MongoException e) {
            LOG.debug("MongoDB does not answer", e);
            return false;
        }
    }
}
