package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is a shortcut and nothing else: whoever starts from it stands where all events lead. */
class SnapshotTest {

    private static final Map<String, String> EARLY = Map.of("ordertrail.snapshot.order", "3", "ordertrail.snapshot.restaurant", "3",
            "ordertrail.snapshot.delivery", "3", "ordertrail.snapshot.account", "3", "ordertrail.snapshot.courier", "3",
            "ordertrail.snapshot.ticket", "3", "ordertrail.snapshot.consumer", "3");

    @TempDir
    Path data;

    @Test
    void stateFromSnapshotAndTailEqualsStateFromAllEvents() throws Exception {
        try (RunningSystem system = RunningSystem.start(data, EARLY)) {
            Api api = system.api();
            String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
            String restaurant = liveRestaurant(api);
            String courier = liveCourier(api);
            String order = liveOrder(api, consumer, restaurant);
            liveAccount(api, consumer);
            liveConsumer(api, consumer);

            stateIsTheSame(system, "io.ordertrail.command.restaurant.Restaurant", "restaurant-" + restaurant);
            stateIsTheSame(system, "io.ordertrail.command.order.Order", "order-" + order);
            stateIsTheSame(system, "io.ordertrail.command.delivery.Delivery", "delivery-" + order);
            stateIsTheSame(system, "io.ordertrail.command.accounting.Account", "account-" + consumer);
            stateIsTheSame(system, "io.ordertrail.command.kitchen.Ticket", "ticket-" + order);
            stateIsTheSame(system, "io.ordertrail.command.consumer.Consumer", "consumer-" + consumer);
            stateIsTheSame(system, "io.ordertrail.command.courier.Courier", "courier-" + courier);
        }
    }

    private static String liveRestaurant(Api api) {
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        for (int i = 0; i < 4; i++) {
            api.put("/restaurants/%s/name".formatted(restaurant), "{\"name\":\"Ajanta %d\"}".formatted(i)).expect(200);
        }
        return restaurant;
    }

    private static String liveCourier(Api api) {
        String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":2}").expect(201).id();
        api.post("/couriers/%s/on-duty".formatted(courier), null).expect(200);
        return courier;
    }

    private static String liveOrder(Api api, String consumer, String restaurant) {
        String order = api.post("/orders", Samples.order(consumer, restaurant, 2)).expect(201).id();
        awaitStatus(api, order, "/status", "APPROVED");
        for (int quantity = 3; quantity < 5; quantity++) {
            String lines = "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":%d}]}".formatted(quantity);
            String token = api.post("/orders/%s/revise".formatted(order), lines).expect(202).token();
            await().until(
                    () -> api.get("/orders/" + order, "Consistency-Token", token).body().path("status").asString("").equals("APPROVED"));
        }
        api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);
        api.post("/tickets/%s/start".formatted(order), null).expect(200);
        api.post("/tickets/%s/ready".formatted(order), null).expect(200);
        awaitStatus(api, order, "/delivery/status", "SCHEDULED");
        api.post("/deliveries/%s/pick-up".formatted(order), null).expect(200);
        for (int i = 0; i < 5; i++) {
            api.post("/deliveries/%s/location".formatted(order), "{\"lat\":47.8%d,\"lon\":13.04}".formatted(i)).expect(200);
        }
        api.post("/deliveries/%s/complete".formatted(order), null).expect(200);
        awaitStatus(api, order, "/status", "DELIVERED");
        return order;
    }

    private static void liveAccount(Api api, String consumer) {
        for (int i = 1; i < 5; i++) {
            api.put("/accounts/%s/card-limit".formatted(consumer), "{\"limit\":{\"amount\":\"%d00\",\"currency\":\"EUR\"}}".formatted(i))
                    .expect(200);
        }
    }

    private static void liveConsumer(Api api, String consumer) {
        for (int i = 0; i < 4; i++) {
            api.send("PATCH", "/consumers/" + consumer, "{\"name\":\"Ada %d\"}".formatted(i)).expect(200);
        }
    }

    private static void awaitStatus(Api api, String order, String pointer, String status) {
        await().until(() -> api.get("/orders/" + order).body().at(pointer).asString("").equals(status));
    }

    private static void stateIsTheSame(RunningSystem system, String type, String id) throws Exception {
        EventStore store = system.bean(EventStore.class);
        await().alias("%s starts from a snapshot".formatted(id)).until(() -> store.readEvents(id).peek().getSequenceNumber() > 0);

        Serializer serializer = system.bean(Serializer.class);
        assertThat(state(system, Class.forName(type), store, id, serializer))
                .isEqualTo(state(system, Class.forName(type), fromTheFirstEvent(store), id, serializer));
    }

    private static <T> String state(RunningSystem system, Class<T> type, EventStore store, String id, Serializer serializer)
            throws Exception {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            return EventSourcingRepository.builder(type).eventStore(store)
                    .parameterResolverFactory(system.bean(ParameterResolverFactory.class)).build().load(id)
                    .invoke(aggregate -> serializer.serialize(aggregate, String.class).getData());
        } finally {
            work.rollback();
        }
    }

    /** The same store, blind to snapshots. */
    private static EventStore fromTheFirstEvent(EventStore store) {
        return (EventStore) Proxy.newProxyInstance(SnapshotTest.class.getClassLoader(), new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("readEvents") && arguments.length == 1) {
                        return store.readEvents((String) arguments[0], 0);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
