package io.ordertrail.standalone;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** A view store in memory, built anew from the events at every start, unless {@code MONGODB_URI} names a real one. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedViewStore.NoOtherIsNamed.class)
class EmbeddedViewStore {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedViewStore.class);

    /**
     * It changes documents in place, field by field, and reads them as it sends them: with a second thread an answer may have a document that is
     * half the one and half the other.
     */
    private static final int THREADS = 1;

    @Bean(destroyMethod = "shutdownNow")
    MongoServer embeddedMongo() {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, THREADS);
        LOG.info("Views: in memory, built from the events at every start");
        return server;
    }

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(MongoServer server) {
        return MongoClients.create("mongodb://127.0.0.1:%d".formatted(server.getLocalAddress().getPort()));
    }

    static final class NoOtherIsNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("MONGODB_URI"));
        }
    }
}
