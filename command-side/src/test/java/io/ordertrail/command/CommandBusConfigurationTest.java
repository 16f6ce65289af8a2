package io.ordertrail.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.mongodb.MongoTimeoutException;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

class CommandBusConfigurationTest {

    private static ConfigurableApplicationContext context;

    private final CourierId id = new CourierId(UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(Small.class).web(WebApplicationType.NONE)
                .run("--axon.axonserver.enabled=false", "--ordertrail.snapshot.order=7");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static Commands commands() {
        return context.getBean(Commands.class);
    }

    @Test
    void commandsRunOnThreadsOfTheirOwn() {
        assertThat(commands().<String>send(new Do(id, "say your thread"))).startsWith("commands-");
    }

    @Test
    void whatProcessesSendRunsOnOtherThreads() {
        assertThat(commands().forProcesses().<String>send(new Do(id, "say your thread"))).startsWith("process-commands-");
    }

    /** All the threads of requests wait for what a process is about to do. */
    @Test
    void aProcessGoesOnHoweverManyRequestsThereAre() {
        CommandGateway gateway = context.getBean(CommandGateway.class);
        List<CompletableFuture<String>> requests = IntStream.range(0, 40)
                .mapToObj(i -> gateway.<String>send(new Do(new CourierId("request-" + i), "wait for the process"))).toList();

        assertThat(commands().forProcesses().<String>send(new Do(id, "let the requests go"))).isEqualTo("gone");

        assertThat(requests).allSatisfy(request -> assertThat(request).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("waited"));
    }

    @Test
    void aRefusalComesBackAsTheAggregateSaidIt() {
        assertThatThrownBy(() -> commands().send(new Do(id, "refuse"))).asInstanceOf(type(Refusal.class))
                .extracting(Refusal::reason)
                .isEqualTo(new Refusal.Reason(Code.INVALID_STATE, "It is cancelled", null, "CANCELLED"));
    }

    @Test
    void whatIsRefusedIsNotStored() {
        commands().send(new Do(id, "say your thread"));
        assertThatThrownBy(() -> commands().send(new Do(id, "apply and refuse"))).isInstanceOf(Refusal.class);
        assertThat(context.getBean(EventStore.class).readEvents(id.toString()).asStream()).hasSize(1);
    }

    @Test
    void anUnknownAggregateIsNotFound() {
        assertThatThrownBy(() -> commands().send(new Touch(id))).asInstanceOf(type(Refusal.class))
                .extracting(Refusal::code).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void aConflictIsTriedAgain() {
        int before = Worker.CALLS.get();
        Worker.CONFLICTS.set(2);
        assertThat(commands().<String>send(new Do(id, "meet conflicts"))).isEqualTo("went through");
        assertThat(Worker.CALLS.get() - before).isEqualTo(3);
    }

    @Test
    void anEndlessConflictEnds() {
        assertThatThrownBy(() -> commands().send(new Do(id, "meet conflicts for ever"))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void aStoreThatIsAwayLeavesTheOutcomeUnknownAndSaysSo() {
        assertThatThrownBy(() -> commands().send(new Do(id, "lose the store"))).asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE))
                .satisfies(refusal -> assertThat(refusal.reason().detail()).contains("may have been carried out or not"));
    }

    @Test
    void anotherFailureIsNotTriedAgain() {
        int before = Worker.CALLS.get();
        assertThatThrownBy(() -> commands().send(new Do(id, "break"))).isInstanceOf(IllegalStateException.class);
        assertThat(Worker.CALLS.get() - before).isEqualTo(1);
    }

    @Test
    void commandsOfDifferentAggregatesRunAtTheSameTime() {
        assertThat(context.getBean(CommandGateway.class).send(new Do(id, "wait for another")))
                .isNotCompletedExceptionally();
        assertThat(commands().<String>send(new Do(new CourierId("other"), "wait for another"))).isEqualTo("met");
    }

    @Test
    void metadataTellsWhichCommandCausedAnEvent() {
        commands().send(new Do(id, "say your thread"));
        MetaData metadata = context.getBean(EventStore.class).readEvents(id.toString()).next().getMetaData();
        assertThat(metadata).containsKeys("correlationId", "causationId", "traceparent");
        assertThat(metadata.get("correlationId")).isEqualTo(metadata.get("causationId"));
    }

    @Test
    void eachLongLivedAggregateHasItsSnapshotTrigger() {
        Map<String, SnapshotTriggerDefinition> triggers = context.getBeansOfType(SnapshotTriggerDefinition.class);
        assertThat(triggers).containsOnlyKeys("orderSnapshotTrigger", "restaurantSnapshotTrigger", "deliverySnapshotTrigger",
                "courierSnapshotTrigger", "ticketSnapshotTrigger", "consumerSnapshotTrigger");
        assertThat(triggers.get("orderSnapshotTrigger")).extracting("definition").isInstanceOf(EventCountSnapshotTriggerDefinition.class)
                .hasFieldOrPropertyWithValue("threshold", 7);
    }

    record Do(@TargetAggregateIdentifier CourierId id, String what) {
    }

    record Touch(@TargetAggregateIdentifier CourierId id) {
    }

    static class Worker {

        static final AtomicInteger CALLS = new AtomicInteger();
        static final AtomicInteger CONFLICTS = new AtomicInteger();
        private static final CyclicBarrier TWO = new CyclicBarrier(2);
        private static final CountDownLatch PROCESS = new CountDownLatch(1);

        @AggregateIdentifier
        private CourierId id;

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        String handle(Do command) throws Exception {
            CALLS.incrementAndGet();
            AggregateLifecycle.apply(new CourierRegistered(command.id(), new PersonName("Ada"), 1));
            return switch (command.what()) {
                case "say your thread" -> Thread.currentThread().getName();
                case "wait for another" -> {
                    TWO.await(10, TimeUnit.SECONDS);
                    yield "met";
                }
                case "wait for the process" -> {
                    PROCESS.await(10, TimeUnit.SECONDS);
                    yield "waited";
                }
                case "let the requests go" -> {
                    PROCESS.countDown();
                    yield "gone";
                }
                case "meet conflicts" -> {
                    if (CONFLICTS.getAndDecrement() > 0) {
                        throw new ConcurrencyException("somebody was faster");
                    }
                    yield "went through";
                }
                case "meet conflicts for ever" -> throw new ConcurrencyException("somebody was faster");
                case "lose the store" -> throw new IllegalStateException(new MongoTimeoutException("no server"));
                case "break" -> throw new IllegalStateException("broken");
                default -> throw Refusal.invalidState(OrderStatus.CANCELLED, "It is cancelled");
            };
        }

        @CommandHandler
        void handle(Touch command) {
            AggregateLifecycle.apply(new CourierWentOnDuty(command.id()));
        }

        @EventSourcingHandler
        void on(CourierRegistered event) {
            id = event.courierId();
        }
    }

    /** Without stereotypes, so that no other test's context picks it up. */
    @EnableAutoConfiguration
    @Import({CommandBusConfiguration.class, CommandLanes.class, ConflictRetry.class, RefusalInterceptor.class, Commands.class,
            Snapshots.class})
    static class Small {

        @Bean
        ConfigurerModule worker() {
            return configurer -> configurer.configureAggregate(Worker.class);
        }

        @Bean
        EventStorageEngine eventStorageEngine() {
            return new InMemoryEvents();
        }
    }
}
