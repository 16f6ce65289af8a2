package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Somebody outside who is told of events, and believes none that is not signed. */
final class Subscriber implements AutoCloseable {

    static final String SECRET = "a secret of the shop's";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<JsonNode> heard = new ConcurrentLinkedQueue<>();
    private volatile ToIntFunction<JsonNode> manner = event -> 204;

    Subscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", this::hear);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/events".formatted(server.getAddress().getPort());
    }

    /** @param status what an event is answered with, or less than 1 for no answer */
    void answer(ToIntFunction<JsonNode> status) {
        manner = status;
    }

    /** Every delivery, in the order in which they came. */
    List<JsonNode> heard() {
        return List.copyOf(heard);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode event = Api.JSON.readTree(body);
            String timestamp = exchange.getRequestHeaders().getFirst("Ordertrail-Timestamp");
            boolean genuine = exchange.getRequestHeaders().getFirst("Ordertrail-Signature").equals("v1=" + hmac(timestamp + "." + body))
                    && exchange.getRequestHeaders().getFirst("Ordertrail-Event-Id").equals(event.path("id").asString())
                    && Math.abs(Long.parseLong(timestamp) - System.currentTimeMillis() / 1_000) < 300;
            if (!genuine) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            heard.add(event);
            int status = manner.applyAsInt(event);
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each order, the events as they were first heard, by position. */
    static void assertInOrder(List<JsonNode> heard) {
        heard.stream().map(event -> event.at("/payload/orderId").asString("")).distinct().filter(order -> !order.isEmpty())
                .forEach(order -> assertThat(heard.stream().filter(event -> event.at("/payload/orderId").asString("").equals(order))
                        .map(event -> event.path("position").asLong()).distinct()).as(order).isSorted());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
