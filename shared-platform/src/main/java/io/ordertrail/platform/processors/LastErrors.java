package io.ordertrail.platform.processors;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What each segment last failed with on this node, until it gets on. Axon lets go of a segment that fails and does not speak of it until it
 * is claimed again.
 */
class LastErrors implements ConfigurerModule {

    private record Share(String processor, Integer segment) {
    }

    /** @param position of the event that failed */
    record Failure(Exception error, long position) {
    }

    private final Map<Share, Failure> failures = new ConcurrentHashMap<>();

    @Override
    public void configureModule(Configurer axon) {
        axon.eventProcessing().registerDefaultHandlerInterceptor((configuration, processor) -> interceptor(processor));
    }

    /** By segment. */
    Map<Integer, Failure> of(String processor) {
        return failures.entrySet().stream()
                .filter(failure -> failure.getKey().processor().equals(processor))
                .collect(Collectors.toMap(failure -> failure.getKey().segment(), Map.Entry::getValue));
    }

    private MessageHandlerInterceptor<EventMessage<?>> interceptor(String processor) {
        return (unitOfWork, chain) -> handle(processor, unitOfWork, chain);
    }

    private Object handle(String processor, UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        Integer segment = unitOfWork.getResource("Processor[%s]/SegmentId".formatted(processor));
        if (segment == null || !(unitOfWork.getMessage() instanceof TrackedEventMessage<?> event)) {
            return chain.proceed();
        }
        Share share = new Share(processor, segment);
        try {
            Object result = chain.proceed();
            failures.remove(share);
            return result;
        } catch (Exception e) {
            failures.put(share, new Failure(e, StorePositions.of(event.trackingToken())));
            throw e;
        }
    }
}
