package io.ordertrail.platform.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The view store in memory, with one thread for all commands as the standalone system has it, or documents would be read half changed. */
public final class EmbeddedServer {

    private EmbeddedServer() {
    }

    /** At a free port of its own; to be shut down. */
    public static MongoServer start() {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, 1);
        return server;
    }
}
