package io.ordertrail.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The container gives a request's parts to the next client once it has said that the request is over. What is then done to them is done to
 * somebody else's connection, whichever call it comes from.
 */
class StreamConnectionTest {

    private final LiveThreads threads = new LiveThreads(new Supervisor(new SimpleMeterRegistry()));
    private final AtomicInteger touches = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch writtenOn = new CountDownLatch(1);
    private boolean slow;
    private boolean broken;

    private final StreamConnection connection = new StreamConnection(
            new LiveStream(new Topic(Topic.Kind.ORDER, "o"), null, 0, threads, new AtomicLong()), context(), new Out(),
            touches::incrementAndGet,
            left::incrementAndGet);

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    touches.incrementAndGet();
                    return null;
                });
    }

    private final class Out extends ServletOutputStream {

        @Override
        public boolean isReady() {
            touches.incrementAndGet();
            if (slow) {
                writing.countDown();
                try {
                    writtenOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            touches.incrementAndGet();
        }

        @Override
        public void write(int each) throws IOException {
            touches.incrementAndGet();
            if (broken) {
                throw new IOException("Connection reset");
            }
        }
    }

    @AfterEach
    void stop() {
        threads.stop();
    }

    private void touchByAllMeans() {
        connection.write();
        connection.beat(Duration.ZERO, Duration.ZERO);
        connection.end();
        connection.drop();
    }

    @Test
    void nothingOfTheContainersIsTouchedOnceItHasSaidThatTheRequestIsOver() throws IOException {
        connection.onWritePossible();
        connection.onComplete(null);
        int before = touches.get();

        touchByAllMeans();

        assertThat(before).isPositive();
        assertThat(touches).hasValue(before);
        assertThat(left).hasValue(1);
    }

    @Test
    void nothingOfTheContainersIsTouchedOnceItWasToldThatTheRequestIsOver() throws IOException {
        broken = true;
        connection.onWritePossible();
        int before = touches.get();

        touchByAllMeans();

        assertThat(left).hasValue(1);
        assertThat(touches).hasValue(before);
    }

    @Test
    void theContainerIsHeldUpUntilAWriteUnderWayIsDone() throws Exception {
        slow = true;
        Thread writer = Thread.ofPlatform().start(connection::onWritePossible);
        writing.await();
        AtomicInteger during = new AtomicInteger(-1);
        Thread container = Thread.ofPlatform().start(() -> {
            connection.onError(new IOException("Connection reset"));
            during.set(touches.get());
        });
        await().until(() -> container.getState() == Thread.State.BLOCKED || during.get() >= 0);
        assertThat(during).hasValue(-1);

        writtenOn.countDown();
        container.join();
        writer.join();

        assertThat(touches).hasValue(during.get());
        assertThat(left).hasValue(1);
    }
}
