package io.ordertrail.architecture.eventsareplain.events;

import java.time.Instant;
import org.axonframework.serialization.Revision;

@Revision("1")
public record GoodEvent(Instant at) {
}
