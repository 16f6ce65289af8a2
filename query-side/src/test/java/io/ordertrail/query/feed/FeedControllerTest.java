package io.ordertrail.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.refusal.Refusal.Reason;
import io.ordertrail.query.event.EventRenderings;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedControllerTest {

    private final EmbeddedEventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final FeedController controller = new FeedController(new EventFeed(store, EventRenderings.rendering()));

    @AfterEach
    void close() {
        store.shutDown();
    }

    @Test
    void aPageStartsAtTheFirstEventAndHasAHundredUnlessAskedOtherwise() {
        OrderId order = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
        store.publish(LongStream.range(0, 1_100).mapToObj(sequence -> new GenericDomainEventMessage<>("Order", order.toString(), sequence,
                new OrderApproved(order))).toList());

        assertThat(controller.read(null, null, null, null, List.of()).events()).hasSize(100).first().extracting("position").isEqualTo(1L);
        assertThat(controller.read(null, "1000", null, null, List.of()).next()).isEqualTo(1_000);
        assertThat(controller.read("1099", "1", null, null, List.of()).next()).isEqualTo(1_100);
        assertThat(controller.read("999999999999999999", "1", null, null, List.of()).next()).isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "", " 5", "5.0", "1e2", "ten", "+5", "٣", "9999999999999999999999", "5,6"})
    void aLimitThatIsNoneIsBlamed(String limit) {
        assertThatThrownBy(() -> controller.read(null, limit, null, null, List.of())).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason()).returns("limit", Reason::field).returns(Code.INVALID, Reason::code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "1.5", "first", "9999999999999999999", "1,2"})
    void aPositionThatIsNoneIsBlamed(String after) {
        assertThatThrownBy(() -> controller.read(after, null, null, null, List.of())).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason()).returns("after", Reason::field).returns(Code.INVALID, Reason::code);
    }
}
