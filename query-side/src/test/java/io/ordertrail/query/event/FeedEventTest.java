package io.ordertrail.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import io.ordertrail.views.projection.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.Test;

class FeedEventTest {

    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");

    private final FeedEvent event = EventRenderings.rendering().render(new RecordedEvent(new OrderApproved(ORDER), "e", "1",
            ORDER.toString(), 1, Instant.parse("2026-11-21T17:30:00.250Z"), 17, Map.of("b", 2, "a", Map.of("c", "\"d\""))));

    @Test
    void metadataIsSortedByKey() {
        assertThat(event.metadata()).isEqualTo("{\"a\":{\"c\":\"\\\"d\\\"\"},\"b\":2}");
    }

    @Test
    void theStoresPrefixNeverShows() {
        assertThat(event.aggregateId()).isEqualTo(ORDER.value());
        assertThat(event.aggregateType()).isEqualTo("Order");
    }

    @Test
    void itComesBackFromAnotherNodeAsItWas() {
        NamedTypeSerializer messages = NamedTypeSerializer.forState(Map.of());

        SerializedObject<byte[]> sent = messages.serialize(event, byte[].class);

        assertThat((FeedEvent) messages.deserialize(sent)).isEqualTo(event);
    }
}
