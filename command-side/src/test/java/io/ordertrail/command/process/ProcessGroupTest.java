package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.Commands;
import io.ordertrail.command.TestCommands;
import io.ordertrail.command.accounting.PaymentsInMemory;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicket;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.command.store.ParkedEventStores;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.parking.Parking;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal.Reason;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The processes in their real processor, over stores in memory. */
class ProcessGroupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InMemoryEventStorageEngine engine = new InMemoryEvents();
    private final TokenStore tokens = new InMemoryTokenStore();
    private final AtomicInteger failures = new AtomicInteger();
    private final ParkedEventRepository parked = ParkedEventStores.embedded();
    private final Supervisor supervisor = new Supervisor(new SimpleMeterRegistry());
    private final Parking parking = new Parking(parked, List.of(), Clock.systemUTC(), Duration.ofMillis(20), supervisor);
    private Configuration axon;

    @AfterEach
    void stop() {
        parking.stop();
        axon.shutdown();
    }

    @Test
    void ordersAreBroughtToApprovalInSegmentsSideBySide() {
        start(true);
        register();
        for (int i = 0; i < 20; i++) {
            place("o" + i);
        }

        awaitApproved(20);
        assertThat(tokens.fetchSegments(ProcessGroup.NAME)).hasSize(4);
    }

    @Test
    void troubleIsTriedAgainWhereItIsAndOnlyRefusalsAreAnswers() {
        failures.set(2);
        start(true);
        register();
        place("o1");

        awaitApproved(1);
        assertThat(failures).hasNegativeValue();
        assertThat(parked.amount().sequences()).isZero();
    }

    @Test
    void whatWasStoredBeforeTheFirstStartIsPickedUpAndIsNoReplay() {
        start(false);
        register();
        place("o1");
        axon.shutdown();

        start(true);

        awaitApproved(1);
        StreamingEventProcessor processor = axon.eventProcessingConfiguration()
                .eventProcessor(ProcessGroup.NAME, StreamingEventProcessor.class)
                .orElseThrow();
        assertThat(processor.processingStatus().values()).noneMatch(status -> status.isReplaying());
    }

    private void start(boolean withProcesses) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(configuration -> engine)
                .configureCommandBus(configuration -> AsynchronousCommandBus.builder().build())
                .registerComponent(TokenStore.class, configuration -> tokens)
                .registerComponent(ParameterResolverFactory.class, configuration -> PaymentsInMemory.resolving());
        World.aggregates().forEach(configurer::configureAggregate);
        if (withProcesses) {
            new ProcessGroup(4, parking, supervisor).configureModule(configurer);
            handle(configurer, parts -> new PlaceOrderProcess(parts.steps, new ConsumerCheck(parts.steps), parts.histories,
                    new AcceptancePeriod(Duration.ofMinutes(15))));
            handle(configurer, parts -> new DeliverOrderProcess(parts.steps));
            handle(configurer, parts -> new AcceptanceDeadlineProcess((ticket, acceptBy) -> World.nothing(),
                    new TicketExpiry(parts.steps, Clock.systemUTC())));
        }
        axon = configurer.buildConfiguration();
        axon.commandBus().registerHandlerInterceptor(TestCommands.refusals());
        axon.commandBus().registerHandlerInterceptor(PaymentsInMemory.over(axon.eventStore()));
        axon.commandBus().registerHandlerInterceptor(failing());
        axon.start();
        parking.start();
    }

    private static void handle(Configurer configurer, Function<Parts, Object> process) {
        configurer.eventProcessing(processing -> processing.registerEventHandler(configuration -> process.apply(Parts.of(configuration))));
    }

    private record Parts(Steps steps, Histories histories) {

        static Parts of(Configuration axon) {
            Steps steps = new Steps(TestCommands.over(axon.commandGateway()), new SimpleMeterRegistry());
            return new Parts(steps, new Histories(axon.eventStore()));
        }
    }

    /** Some commands fail before they reach the ticket, as if its store were down. */
    private MessageHandlerInterceptor<CommandMessage<?>> failing() {
        return (unitOfWork, chain) -> {
            if (unitOfWork.getMessage().getPayload() instanceof ConfirmTicket && failures.getAndDecrement() > 0) {
                throw new CommandExecutionException("The store is down", null,
                        new Reason(Code.UNAVAILABLE, "The store is down", null, null));
            }
            return chain.proceed();
        };
    }

    private void register() {
        commands().send(new RegisterConsumer(World.CONSUMER, new PersonName("Ada"), null));
    }

    private void place(String order) {
        List<OrderLine> lines = List.of(new OrderLine("1", "Vindaloo", World.euros("10.00"), 5));
        PlaceOrder place = new PlaceOrder(new OrderId(order), World.CONSUMER, new RestaurantId("ajanta"), "Ajanta", lines,
                World.euros("50.00"), null, Instant.now(), Instant.now(), null, World.OFFICE, World.HOME);
        commands().send(place);
    }

    private Commands commands() {
        return TestCommands.over(axon.commandGateway());
    }

    private void awaitApproved(int orders) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Picture.of(engine.readEvents(null, false)
                .map(event -> (DomainEvent) event.getPayload())).orders().values())
                .filteredOn(order -> order.order == OrderStatus.APPROVED && order.delivery != null)
                .hasSize(orders));
    }
}
