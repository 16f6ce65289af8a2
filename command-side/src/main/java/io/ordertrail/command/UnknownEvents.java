package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.lang.reflect.Method;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.serialization.UnknownSerializedType;
import org.springframework.stereotype.Component;

/**
 * Events of types that only a newer version knows. Axon would pass them over, and an aggregate would decide on a state that it no longer has, or
 * be stored so in a snapshot: none is loaded past such an event, whichever aggregate it is.
 */
@Component
public class UnknownEvents implements HandlerEnhancerDefinition {

    /**
     * What the event says, which a newer version may have stored.
     *
     * @throws Refusal {@code UNKNOWN_EVENT} if it has
     */
    public static Object requireKnown(Message<?> event) {
        if (event.getPayload() instanceof UnknownSerializedType unknown) {
            throw Refusal.of(Code.UNKNOWN_EVENT,
                    "A newer version has stored an event that this node does not know (%s); nothing was done, and another node may do it"
                            .formatted(unknown.serializedType().getName()));
        }
        return event.getPayload();
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        return handler.unwrap(Method.class).filter(method -> method.isAnnotationPresent(EventSourcingHandler.class)).isPresent()
                ? new Whole<>(handler)
                : handler;
    }

    private static final class Whole<T> extends WrappedMessageHandlingMember<T> {

        Whole(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public boolean canHandle(Message<?> event) {
            return event.getPayloadType() == UnknownSerializedType.class || super.canHandle(event);
        }

        @Override
        public Object handle(Message<?> event, T aggregate) throws Exception {
            requireKnown(event);
            return super.handle(event, aggregate);
        }
    }
}
