package io.ordertrail.views.following;

import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/**
 * Tells Axon which events a view takes, and into which segment: all events of one document go to the same, and so do
 * those of documents whose ids begin alike. What nobody can tell the document of goes to all.
 */
final class KeyedInvoker implements EventHandlerInvoker {

    private final Projection<?> projection;

    KeyedInvoker(Projection<?> projection) {
        this.projection = projection;
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        try {
            return event instanceof DomainEventMessage<?> ours
                    && Recording.isFor(projection, ours, segment::matches);
        } catch (Error e) {
            // It would leave a processor that does nothing any more.
            throw new IllegalStateException(e.toString(), e);
        }
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) {
        throw new UnsupportedOperationException("Views are folded by batches");
    }

    /** Events that a view has seen change nothing, so a reset would do no harm and no good: views are rebuilt instead. */
    @Override
    public boolean supportsReset() {
        return false;
    }
}
