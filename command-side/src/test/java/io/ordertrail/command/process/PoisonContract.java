package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.Commands;
import io.ordertrail.command.TestCommands;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.PaymentsInMemory;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.parking.ParkedEvent;
import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.parking.ParkedSequence;
import io.ordertrail.platform.parking.Parking;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import io.ordertrail.platform.supervision.Supervisor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event that a process cannot handle holds up its own order and no other, wherever that is noted, and nothing of the order is lost. */
abstract class PoisonContract {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String POISONED = "o7";
    static final int ORDERS = 12;

    private final Serializer serializer = NamedTypeSerializer.forEvents();
    final InMemoryEventStorageEngine engine = new InMemoryEvents();
    private final TokenStore tokens = new InMemoryTokenStore();
    final List<String> handled = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    volatile boolean poison = true;
    private Configuration axon;
    private final Supervisor supervisor = new Supervisor(new SimpleMeterRegistry());
    private Parking parking;

    /** What all nodes share. */
    abstract ParkedEventRepository repository();

    @ProcessingGroup(ProcessGroup.NAME)
    private final class Handled {

        @EventHandler
        void on(DomainEvent event) {
            if (event.orderId() != null && event.orderId().value().equals(POISONED)) {
                handled.add(event.getClass().getSimpleName());
            }
        }
    }

    @AfterEach
    void stop() {
        parking.stop();
        axon.shutdown();
    }

    void start() {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> NamedTypeSerializer.forState(Map.of()))
                .configureEventSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> engine)
                .configureCommandBus(configuration -> AsynchronousCommandBus.builder().build())
                .registerComponent(TokenStore.class, configuration -> tokens)
                .registerComponent(ParameterResolverFactory.class, configuration -> PaymentsInMemory.resolving());
        World.aggregates().forEach(configurer::configureAggregate);
        parking = new Parking(repository(), List.of(), Clock.systemUTC(), Duration.ofMillis(20), supervisor);
        new ProcessGroup(4, parking, supervisor).configureModule(configurer);
        configurer.eventProcessing(processing -> processing
                .registerEventHandler(configuration -> {
                    Steps steps = new Steps(TestCommands.over(configuration.commandGateway()), new SimpleMeterRegistry());
                    return new PlaceOrderProcess(steps, new ConsumerCheck(steps), new Histories(configuration.eventStore()),
                            new AcceptancePeriod(Duration.ofMinutes(15)));
                })
                .registerEventHandler(configuration -> new Handled()));
        axon = configurer.buildConfiguration();
        axon.commandBus().registerHandlerInterceptor(TestCommands.refusals());
        axon.commandBus().registerHandlerInterceptor(PaymentsInMemory.over(axon.eventStore()));
        axon.commandBus().registerHandlerInterceptor(poisoned());
        axon.start();
        parking.start();
    }

    /** As if the account had a mistake that this order meets. */
    private MessageHandlerInterceptor<CommandMessage<?>> poisoned() {
        return (unitOfWork, chain) -> {
            if (poison && unitOfWork.getMessage().getPayload() instanceof AuthorizePayment authorize
                    && authorize.orderId().value().equals(POISONED)) {
                attempts.incrementAndGet();
                throw new IllegalStateException("A mistake");
            }
            return chain.proceed();
        };
    }

    void placeAll() {
        Commands commands = TestCommands.over(axon.commandGateway());
        commands.send(new RegisterConsumer(World.CONSUMER, new PersonName("Ada"), null));
        for (int i = 0; i < ORDERS; i++) {
            List<OrderLine> lines = List.of(new OrderLine("1", "Vindaloo", World.euros("10.00"), 5));
            commands.send(new PlaceOrder(new OrderId("o" + i), World.CONSUMER, new RestaurantId("ajanta"), "Ajanta", lines,
                    World.euros("50.00"), null, Instant.now(), Instant.now(), null, World.OFFICE, World.HOME));
        }
    }

    void awaitApproved(int orders) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Picture.of(engine.readEvents(null, false)
                .filter(event -> event.getPayload() instanceof DomainEvent).map(event -> (DomainEvent) event.getPayload())).orders()
                .values())
                .filteredOn(order -> order.order == OrderStatus.APPROVED && order.delivery != null).hasSize(orders));
    }

    /** All but the poisoned one are through, and that one waits with what has followed. */
    ParkedSequence awaitParked() {
        awaitApproved(ORDERS - 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(repository().find(POISONED)).get()
                .extracting(ParkedSequence::events).asInstanceOf(InstanceOfAssertFactories.list(ParkedEvent.class))
                .extracting(ParkedEvent::type).containsExactly("OrderPlaced", "TicketRequested"));
        assertThat(repository().ids()).containsExactly(POISONED);
        assertThat(handled).isEmpty();
        return repository().find(POISONED).orElseThrow();
    }

    private void awaitHealed() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(repository().ids()).isEmpty());
        awaitApproved(ORDERS);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled).containsExactlyElementsOf(
                engine.readEvents(null, false).map(event -> (DomainEvent) event.getPayload())
                        .filter(event -> event.orderId() != null && event.orderId().value().equals(POISONED))
                        .map(event -> event.getClass().getSimpleName()).toList()));
    }

    @Test
    void thePoisonedOrderWaitsAllOthersGoOnAndOnceItIsHealedItsEventsAreHandledInTheirOrder() {
        start();
        placeAll();
        assertThat(awaitParked().cause()).contains("A mistake").hasSizeLessThan(1_001);

        poison = false;
        repository().hasten(POISONED, Instant.now());

        awaitHealed();
    }

    @Test
    void itIsTriedAgainByItselfAndOutlivesARestart() {
        start();
        placeAll();
        awaitParked();
        int before = attempts.get();
        stop();

        start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(attempts.get()).isGreaterThan(before));
        awaitParked();
        poison = false;

        awaitHealed();
    }

    DomainEventMessage<?> stored(String aggregate, long sequence, String type, String json) {
        // As with Axon Server, whose events have a serializer of their own.
        Serializer stored = NamedTypeSerializer.forEvents();
        SerializedObject<byte[]> payload = new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8),
                byte[].class, type, "1");
        SerializedObject<byte[]> metadata = new SerializedMetaData<>("{}".getBytes(StandardCharsets.UTF_8), byte[].class);
        return new GenericDomainEventMessage<>("Order", aggregate, sequence, new SerializedMessage<>("%s-%d".formatted(aggregate, sequence),
                new LazyDeserializingObject<>(payload, stored), new LazyDeserializingObject<>(metadata, stored)), Instant.now());
    }
}
