package io.ordertrail.platform.telemetry;

import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names the order on every line that is logged while a command, a query or an event of it is handled. First of all interceptors. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class OrderOnLines implements MessageHandlerInterceptor<Message<?>> {

    @SuppressWarnings("try") // to be closed is its use
    @Override
    public Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain) throws Exception {
        try (LogContext context = LogContext.ofOrder(concerned(unitOfWork.getMessage()))) {
            return chain.proceed();
        }
    }

    /** A payload that cannot be read is for whoever handles it to deal with. */
    private static String concerned(Message<?> message) {
        try {
            return Concerned.order(message.getPayload());
        } catch (SerializationException unreadable) {
            return null;
        }
    }
}
