package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.query.orderhistory.FindMatchingOrders;
import io.ordertrail.standalone.Api.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lists of all orders as streams, longer than a page: what happens between two pages, and what happens when nobody reads. */
class OrderStreamsTest {

    /** More than two pages of a stream. */
    private static final int ORDERS = 410;
    /** More streams than there may be at one time. */
    private static final int MANY = 100;
    private static final String STREAM = "/orders?consumerId=";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir(factory = MemoryTempDir.class)
    static Path data;

    private static RunningSystem system;
    private static Api api;
    private static String consumer;
    private static Set<String> placed;

    /** One by the API, and so many more like it, which nobody goes on with: all that counts here is that they are there. */
    @BeforeAll
    static void placeMany() {
        system = RunningSystem.start(data, Map.of("server.tomcat.connection-timeout", "3s"));
        api = system.api();
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        String first = api.post("/orders", Samples.order(consumer, restaurant, 1)).expect(201).id();
        api.post("/processors/processes/pause", null).expect(200);
        EventStore events = system.bean(EventStore.class);
        OrderPlaced sample = (OrderPlaced) events.readEvents(new OrderId(first).toString()).next().getPayload();
        placed = new HashSet<>(Set.of(first));
        List<DomainEventMessage<?>> more = new ArrayList<>();
        for (int i = 1; i < ORDERS; i++) {
            OrderId id = new OrderId("%s-%d".formatted(first, i));
            more.add(new GenericDomainEventMessage<>("Order", id.toString(), 0, new OrderPlaced(id, sample.consumerId(),
                    sample.restaurantId(), sample.restaurantName(), sample.lines(), sample.total(), sample.minimumOrder(),
                    sample.placedAt(),
                    sample.requestedFor(), sample.reference(), sample.pickUpFrom(), sample.deliverTo())));
            placed.add(id.value());
        }
        events.publish(more);
        await("all are listed").atMost(PATIENCE)
                .until(() -> ids(api.get(STREAM + consumer, "Accept", "application/x-ndjson")).size() == ORDERS);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    /** The kind: an answer in many parts, each of which may come from another generation. */
    @Test
    void aStreamGoesOnOverASwitchAndAWayBack() {
        String rebuild = "/views/order-history/rebuilds/"
                + api.post("/views/order-history/rebuilds", "{\"switch\":\"MANUAL\"}").expect(202).id();
        await().atMost(PATIENCE).until(() -> status(rebuild).equals("WAITING"));
        int first = generation();
        List<Integer> generations = new ArrayList<>();
        AtomicInteger pages = new AtomicInteger();
        Registration between = system.bean(QueryBus.class).registerDispatchInterceptor(messages -> (index, message) -> {
            if (isFurtherPage(message)) {
                boolean back = pages.incrementAndGet() % 2 == 0;
                api.post(rebuild + (back ? "/rollback" : "/switch"), null).expect(200);
                await().atMost(PATIENCE).until(() -> status(rebuild).equals(back ? "ROLLED_BACK" : "SWITCHED"));
                generations.add(generation());
            }
            return message;
        });
        try {
            List<String> listed = ids(api.get(STREAM + consumer, "Accept", "application/x-ndjson"));
            assertThat(generations).as("generations that were live for the further pages").containsExactly(first + 1, first);
            assertThat(listed).hasSize(placed.size()).containsExactlyInAnyOrderElementsOf(placed);
        } finally {
            between.cancel();
        }
    }

    /** The kind: somebody who asks and does not read, and holds what others need. */
    @Test
    void whoStopsReadingIsGivenUpAndHoldsNobodyElse() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        try {
            Answer one = api.get(STREAM + "nobody", "Accept", "text/csv");
            while (one.status() == 200 && deaf.size() < MANY) {
                deaf.add(askWithoutReading());
                one = api.get(STREAM + "nobody", "Accept", "text/csv");
            }
            assertThat(one.expect(503).code()).isEqualTo("OVERLOADED");
            api.get("/orders?limit=1").expect(200);
            await("there is room again").atMost(PATIENCE)
                    .until(() -> api.get(STREAM + consumer, "Accept", "application/x-ndjson").status() == 200);
            assertThat(ids(api.get(STREAM + consumer, "Accept", "application/x-ndjson"))).hasSize(placed.size());
        } finally {
            for (Socket client : deaf) {
                client.close();
            }
        }
    }

    /** With buffers so small that the list does not fit into them. */
    private static Socket askWithoutReading() throws IOException {
        URI address = URI.create(system.address());
        Socket client = new Socket();
        client.setReceiveBufferSize(4_096);
        client.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        client.getOutputStream().write("GET %s%s HTTP/1.1\r\nHost: %s\r\nAccept: application/x-ndjson\r\n\r\n"
                .formatted(STREAM, consumer, address.getAuthority()).getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    private static boolean isFurtherPage(QueryMessage<?, ?> message) {
        return message.getPayload() instanceof FindMatchingOrders orders && orders.cursor() != null;
    }

    /** Of a list that says that it is whole. */
    private static List<String> ids(Answer stream) {
        List<JsonNode> lines = stream.expect(200).raw().body().lines().map(Api.JSON::readTree).toList();
        assertThat(lines.getLast().path("end").asBoolean()).isTrue();
        assertThat(lines.getLast().path("count").asInt()).isEqualTo(lines.size() - 1);
        return lines.subList(0, lines.size() - 1).stream().map(order -> order.path("id").asString()).toList();
    }

    private static String status(String rebuild) {
        return api.get(rebuild).expect(200).body().path("status").asString();
    }

    private static int generation() {
        return api.get("/views/order-history").expect(200).body().path("generation").asInt();
    }
}
