package io.ordertrail.command;

import io.ordertrail.platform.web.Outage;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Where commands run: on threads of their own, each in one transaction, so that a process that waits for a command's answer holds neither
 * its thread nor its transaction.
 */
@Configuration(proxyBeanMethods = false)
class CommandBusConfiguration {

    /** Callers wait, and so bound what stands here; the limit only keeps a mistake from filling the memory. */
    private static final int LONGEST_QUEUE = 10_000;

    @Bean(destroyMethod = "shutdown")
    ExecutorService commandThreads(@Value("${ordertrail.command.threads}") int threads) {
        return new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(LONGEST_QUEUE),
                new CustomizableThreadFactory("commands-"));
    }

    @Bean
    @Qualifier("localSegment")
    AsynchronousCommandBus commandBus(TransactionManager transactions, org.axonframework.config.Configuration axon,
            @Qualifier("commandThreads") ExecutorService commandThreads, List<Outage> outages) {
        AsynchronousCommandBus.Builder builder = AsynchronousCommandBus.builder();
        builder.executor(commandThreads)
                .transactionManager(transactions)
                // Two handlers of one command are a mistake that must not wait for its first victim.
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus"));
        AsynchronousCommandBus bus = new CommandBusThatTellsOutages(builder, outages);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus, ConflictRetry retry) {
        return DefaultCommandGateway.builder().commandBus(bus).retryScheduler(retry).build();
    }
}
