package io.ordertrail.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts the events that are read of aggregates' own streams, whoever reads them. */
class CountedReading implements BeanPostProcessor {

    private final AtomicLong events = new AtomicLong();

    long events() {
        return events.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof EventStorageEngine engine ? counted(engine) : bean;
    }

    private EventStorageEngine counted(EventStorageEngine engine) {
        return (EventStorageEngine) Proxy.newProxyInstance(CountedReading.class.getClassLoader(), new Class<?>[] {EventStorageEngine.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(engine, arguments);
                        return result instanceof DomainEventStream stream ? new Counted(stream) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private final class Counted implements DomainEventStream {

        private final DomainEventStream stream;

        Counted(DomainEventStream stream) {
            this.stream = stream;
        }

        @Override
        public DomainEventMessage<?> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNext() {
            return stream.hasNext();
        }

        @Override
        public DomainEventMessage<?> next() {
            events.incrementAndGet();
            return stream.next();
        }

        @Override
        public Long getLastSequenceNumber() {
            return stream.getLastSequenceNumber();
        }
    }
}
