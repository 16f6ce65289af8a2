package io.ordertrail.platform.serialization;

import io.ordertrail.events.ReversalKind;
import java.util.function.UnaryOperator;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.node.ObjectNode;

/**
 * What brings events of earlier revisions forward as they are read, whoever reads them. A revision that only adds a field which may be
 * absent needs none. Each goes one revision up, and looks at nothing but the event.
 */
public final class Upcasters {

    private Upcasters() {
    }

    /** All of them, those of one type in the order of its revisions. */
    public static EventUpcaster chain() {
        return new EventUpcasterChain(
                raised("AuthorizationReversed", "1", "2", Upcasters::withKind));
    }

    /** Where nothing was authorised, there was no amount. */
    private static ObjectNode withKind(ObjectNode reversed) {
        return reversed.put("kind", (reversed.hasNonNull("amount") ? ReversalKind.RELEASE : ReversalKind.AHEAD).name());
    }

    private static SingleEventUpcaster raised(String type, String from, String to, UnaryOperator<ObjectNode> change) {
        return new SingleEventUpcaster() {

            @Override
            protected boolean canUpcast(IntermediateEventRepresentation event) {
                return event.getType().getName().equals(type) && from.equals(event.getType().getRevision());
            }

            @Override
            protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
                return event.upcastPayload(new SimpleSerializedType(type, to), ObjectNode.class, change);
            }
        };
    }
}
