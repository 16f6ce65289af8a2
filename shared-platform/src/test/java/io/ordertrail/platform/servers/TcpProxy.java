package io.ordertrail.platform.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server, so that a test can cut it off, let it hang, or slow it down, whatever the server itself can do. */
public final class TcpProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private volatile boolean hanging;
    private volatile Duration delay = Duration.ZERO;

    public TcpProxy(String host, int port) {
        server = new InetSocketAddress(host, port);
        listen(0);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Ends every connection, as a cable does; new ones are taken at once. */
    public void cut() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Takes connections and says nothing any more, as a stopped process does. */
    public void hang() {
        hanging = true;
    }

    /** Takes no connection any more, as a server that has ended. */
    public void refuse() {
        close(listening);
        cut();
    }

    /** Holds back what the server says, as one on a slow disk does. */
    public void slowDown(Duration delay) {
        this.delay = delay;
    }

    /** Undoes whatever was done; what hung goes on where it was. */
    public void recover() {
        hanging = false;
        delay = Duration.ZERO;
        if (listening.isClosed()) {
            listen(listening.getLocalPort());
        }
    }

    private void listen(int port) {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = fresh;
            Thread.ofVirtual().start(() -> accept(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                Socket onward = new Socket();
                sockets.add(client);
                sockets.add(onward);
                Thread.ofVirtual().start(() -> pump(client, onward, true));
            }
        } catch (IOException closed) {
            // No more connections.
        }
    }

    private void pump(Socket from, Socket to, boolean isRequest) {
        try {
            if (isRequest) {
                to.connect(server);
                Thread.ofVirtual().start(() -> pump(to, from, false));
            }
            byte[] buffer = new byte[64 * 1024];
            for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                while (hanging) {
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                }
                if (!isRequest) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end is gone, and so is the other.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() {
        hanging = false;
        refuse();
    }
}
