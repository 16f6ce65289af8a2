package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many listeners, and one that does not listen. */
class LiveLoadTest {

    private static final int LISTENERS = 5_000;
    private static final int ORDERS = 50;
    private static final int AT_ONCE = 100;
    private static final int MOST_THREADS = 20;
    private static final long MOST_BYTES = 200 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path data;

    private RunningSystem system;
    private Api api;
    private String consumer;

    @BeforeEach
    void start() {
        system = RunningSystem.start(data, Map.of("ordertrail.live.streams", Integer.toString(LISTENERS)));
        api = system.api();
        consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void fiveThousandListenersNeedNoThreadEachAndLittleMemoryAndOneMoreIsRefused() throws IOException {
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            orders.add(api.post("/orders", Samples.order(consumer, restaurant, 1)).expect(201).id());
        }
        orders.forEach(this::awaitWaiting);
        List<SocketChannel> channels = new ArrayList<>();
        try {
            channels.add(listen("/orders/%s/live".formatted(orders.getFirst()), 0));
            received(channels.getFirst(), "event: DeliveryPlanned");
            long threads = threads();
            long heap = heap();
            for (int i = 1; i < LISTENERS; i += AT_ONCE) {
                for (int j = i; j < Math.min(i + AT_ONCE, LISTENERS); j++) {
                    channels.add(listen("/orders/%s/live".formatted(orders.get(j % ORDERS)), 0));
                }
                for (SocketChannel channel : channels.subList(i, channels.size())) {
                    received(channel, "event: DeliveryPlanned");
                }
            }
            long more = threads() - threads;
            long each = (heap() - heap) / LISTENERS;
            System.out.printf("%d listeners: %d more threads, %d bytes of heap each, both ends of the connection%n", LISTENERS, more, each);
            assertThat(more).isLessThan(MOST_THREADS);
            assertThat(each).isLessThan(MOST_BYTES);
            assertThat(api.get("/orders/%s/live".formatted(orders.getFirst())).expect(503).code()).isEqualTo("OVERLOADED");

            long began = System.nanoTime();
            orders.forEach(order -> api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600)))
                    .expect(200));
            for (SocketChannel channel : channels) {
                received(channel, "event: TicketAccepted");
            }
            System.out.printf("All have heard of %d events after %d ms%n", ORDERS, (System.nanoTime() - began) / 1_000_000);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndHoldsUpNobody() throws IOException {
        String order = onItsWay();
        try (SocketChannel slow = listen("/consumers/%s/live".formatted(consumer), 4_096);
                LiveClient other = new LiveClient(system.address(), "/consumers/%s/live".formatted(consumer), null)) {
            await().atMost(PATIENCE).until(() -> streams() == 2);
            int events = 0;
            while (streams() == 2 && events < 2_000) {
                events++;
                api.post("/deliveries/%s/location".formatted(order), "{\"lat\":47.80,\"lon\":%s}".formatted(13 + events / 1e5)).expect(200);
                assertThat(other.next().event()).isEqualTo("CourierLocationNoted");
            }
            System.out.printf("Cut off after %d events of %d kB%n", events, api.get("/orders/" + order).raw().body().length() / 1024);
            assertThat(streams()).isEqualTo(1);
            api.post("/deliveries/%s/complete".formatted(order), null).expect(200);
            assertThat(other.next().event()).isEqualTo("DeliveryCompleted");
            assertThat(slow.isOpen()).isTrue();
        }
    }

    /** So many dishes with such long names that a few hundred events are more than a connection takes by itself. */
    private String onItsWay() {
        String menu = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> "{\"id\":\"%d\",\"name\":\"%s %d\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}"
                        .formatted(i, "x".repeat(190), i))
                .collect(Collectors.joining(","));
        String lines = IntStream.rangeClosed(1, 100).mapToObj("{\"menuItemId\":\"%d\",\"quantity\":1}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        String restaurant = api.post("/restaurants", Samples.RESTAURANT.replaceFirst("(?s)\"menu\":\\[.*]", "\"menu\":[" + menu + "]"))
                .expect(201).id();
        String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":10}").expect(201).id();
        api.post("/couriers/%s/on-duty".formatted(courier), null).expect(200);
        String order = api.post("/orders", Samples.order(consumer, restaurant, lines)).expect(201).id();
        awaitWaiting(order);
        api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);
        api.post("/tickets/%s/start".formatted(order), null).expect(200);
        api.post("/tickets/%s/ready".formatted(order), null).expect(200);
        await().atMost(PATIENCE).until(() -> api.post("/deliveries/%s/pick-up".formatted(order), null).status() == 200);
        await().atMost(PATIENCE).until(() -> api.get("/orders/" + order).body().at("/ticket/status").asString("").equals("PICKED_UP"));
        return order;
    }

    /** Without the web server's own, which answer all requests, as many as it may have at most, and go when they have nothing to do. */
    private static long threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && !thread.getThreadName().matches("http-nio-.*-exec-\\d+")).count();
    }

    private void awaitWaiting(String order) {
        await().atMost(PATIENCE)
                .until(() -> api.get("/orders/" + order).body().at("/delivery/status").asString("").equals("PENDING"));
    }

    private int streams() {
        return (int) system.bean(MeterRegistry.class).get("ordertrail.live.streams").gauge().value();
    }

    private SocketChannel listen(String path, int receiveBuffer) throws IOException {
        URI base = URI.create(system.address());
        SocketChannel channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        channel.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        channel.write(ByteBuffer.wrap("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, base.getAuthority())
                .getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    /** Reads until that has come. */
    private static void received(SocketChannel channel, String what) throws IOException {
        channel.socket().setSoTimeout((int) PATIENCE.toMillis());
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[4_096];
        while (!text.toString().contains(what)) {
            int read = channel.socket().getInputStream().read(bytes);
            assertThat(read).as("the stream of which %s", text).isPositive();
            text.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
        }
    }

    /** After several collections, for what has just died. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
