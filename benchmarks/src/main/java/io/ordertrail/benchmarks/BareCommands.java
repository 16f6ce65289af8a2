package io.ordertrail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The command side's bus and store without anything that decides or follows: commands that each append one event, as it is. */
final class BareCommands implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Path data;
    private final List<DomainEventMessage<?>> order;
    private final EventStore events;
    private final CommandGateway commands;
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private final AtomicLong orders = new AtomicLong();

    /** @param event index among an order's events */
    record Append(@RoutingKey String order, int event) {
    }

    private BareCommands(ConfigurableApplicationContext context, Path data, List<DomainEventMessage<?>> order) {
        this.context = context;
        this.data = data;
        this.order = order;
        events = context.getBean(EventStore.class);
        commands = context.getBean(CommandGateway.class);
        context.getBean(CommandBus.class).subscribe(Append.class.getName(), command -> append(command));
    }

    /** @param clients that send at the same time: each finds a thread */
    static BareCommands start(List<DomainEventMessage<?>> order, int clients) {
        try {
            Path data = Files.createTempDirectory("ordertrail-benchmark");
            return new BareCommands(new SpringApplicationBuilder(Growth.Application.class).web(WebApplicationType.NONE)
                    .run("--ordertrail.data=" + data, "--ordertrail.command.threads=" + clients,
                            "--spring.config.import=classpath:ordertrail-platform.properties,"
                                    + "classpath:ordertrail-command.properties,classpath:ordertrail-query.properties"),
                    data, order);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All events of one more order, one after the other. */
    void order() {
        String id = run + "-" + orders.incrementAndGet();
        for (int event = 0; event < order.size(); event++) {
            commands.sendAndWait(new Append(id, event));
        }
    }

    /** Each in an aggregate of its own. */
    private Object append(CommandMessage<?> command) {
        Append append = (Append) command.getPayload();
        DomainEventMessage<?> event = order.get(append.event);
        events.publish(new GenericDomainEventMessage<>(event.getType(), "%s-%d".formatted(append.order, append.event), 0,
                event.getPayload(), event.getMetaData()));
        return null;
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
