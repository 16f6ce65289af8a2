package io.ordertrail.command;

import io.ordertrail.platform.web.Outage;
import java.util.List;
import org.axonframework.axonserver.connector.command.CommandPriorityCalculator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where commands run: on threads of their own, each in one transaction, so that a process that waits for a command's answer holds neither
 * its thread nor its transaction.
 */
@Configuration(proxyBeanMethods = false)
class CommandBusConfiguration {

    @Bean
    @Qualifier("localSegment")
    LanedCommandBus commandBus(TransactionManager transactions, org.axonframework.config.Configuration axon, CommandLanes lanes,
            List<Outage> outages) {
        SimpleCommandBus.Builder builder = SimpleCommandBus.builder()
                .transactionManager(transactions)
                // Two handlers of one command are a mistake that must not wait for its first victim.
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus"));
        LanedCommandBus bus = new LanedCommandBus(builder, lanes, outages);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /** Nodes of versions before this one send commands by way of Axon Server, where they wait in one queue: there, too, processes come first. */
    @Bean
    CommandPriorityCalculator commandPriority() {
        return command -> Lane.of(command) == Lane.PROCESSES ? 1 : 0;
    }

    /** A command is handled on the node that sends it, for every node can: by way of Axon Server it would take some milliseconds more. */
    @Bean
    CommandGateway commandGateway(LanedCommandBus bus, ConflictRetry retry) {
        return DefaultCommandGateway.builder().commandBus(bus).retryScheduler(retry).build();
    }
}
