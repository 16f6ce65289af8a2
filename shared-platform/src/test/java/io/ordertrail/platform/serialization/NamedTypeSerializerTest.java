package io.ordertrail.platform.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedTypeSerializerTest {

    private final Serializer events = NamedTypeSerializer.forEvents();
    private final Serializer state = NamedTypeSerializer.forState(Map.of("Basket", Basket.class));

    @Test
    void anEventIsPlainJsonUnderItsShortName() {
        SerializedObject<String> stored = events.serialize(new OrderApproved(new OrderId("17")), String.class);
        assertThat(stored.getData()).isEqualTo("{\"orderId\":\"17\"}");
        assertThat(stored.getType().getName()).isEqualTo("OrderApproved");
        assertThat(stored.getType().getRevision()).isEqualTo("1");
        assertThat(events.<String, Object>deserialize(stored)).isEqualTo(new OrderApproved(new OrderId("17")));
    }

    /** The kind: another JDK has taken what this one would not take today. */
    @Test
    void whatWasOnceValidIsReadAndWrittenAgainAsItWas() {
        String json = """
                {"restaurantId":"1","openingHours":"24/7","timeZone":"US/Pacific-New"}""";
        Object event = events.deserialize(
                new SimpleSerializedObject<>(json, String.class, new SimpleSerializedType("OpeningHoursChanged", "1")));

        assertThat(event).isEqualTo(new OpeningHoursChanged(new RestaurantId("1"), "24/7", new TimeZoneName("US/Pacific-New")));
        assertThat(events.serialize(event, String.class).getData()).isEqualTo(json);

        Basket basket = new Basket();
        basket.total = Money.stored("12.34", "JPY");
        assertThat(state.<String, Basket>deserialize(state.serialize(basket, String.class))).usingRecursiveComparison().isEqualTo(basket);
    }

    @Test
    void metadataIsReadBack() {
        MetaData metadata = MetaData.with("correlationId", "c").and("traceId", "t");
        assertThat(events.<byte[], Object>deserialize(events.serialize(metadata, byte[].class))).isEqualTo(metadata);
    }

    static Stream<TrackingToken> tokens() {
        TrackingToken gaps = GapAwareTrackingToken.newInstance(12, List.of(3L, 7L));
        TrackingToken global = new GlobalSequenceTrackingToken(42);
        return Stream.of(gaps, global, ReplayToken.createReplayToken(gaps), ReplayToken.createReplayToken(global),
                ReplayToken.createReplayToken(gaps, GapAwareTrackingToken.newInstance(5, List.of())), MergedTrackingToken.merged(global,
                        new GlobalSequenceTrackingToken(40)),
                new ConfigToken(Map.of("id", "store")));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsReadBack(TrackingToken token) {
        TrackingToken read = state.deserialize(state.serialize(token, byte[].class));
        assertThat(read).isEqualTo(token).isExactlyInstanceOf(token.getClass());
        assertThat(read.position()).isEqualTo(token.position());
    }

    @Test
    void anAggregateIsItsFieldsUnderItsShortName() {
        Basket basket = new Basket();
        basket.fill();
        SerializedObject<String> stored = state.serialize(basket, String.class);
        assertThat(stored.getType().getName()).isEqualTo("Basket");
        assertThat(stored.getType().getRevision()).isEqualTo("3");
        assertThat(stored.getData()).doesNotContain("ordertrail").doesNotContain("empty");
        assertThat(state.<String, Basket>deserialize(stored)).usingRecursiveComparison().isEqualTo(basket);
    }

    /** As aggregates are: private fields, no getters, and a method that looks like one. */
    @Revision("3")
    @SuppressWarnings("unused")
    private static class Basket {

        private OrderId id;
        private OrderStatus status;
        private Money total;
        private final Map<String, Item> items = new HashMap<>();
        private final TreeMap<String, Long> sequences = new TreeMap<>();
        private final List<Item> list = new ArrayList<>();
        private Long nothing;
        private Mutable part;

        private Basket() {
        }

        void fill() {
            id = new OrderId("17");
            status = OrderStatus.APPROVED;
            total = Money.of("10", "EUR");
            items.put("a", new Item("a", Money.of("2.50", "EUR"), 4));
            sequences.put("b", 7L);
            list.add(new Item("c", null, 1));
            part = new Mutable();
            part.count = 5;
        }

        public boolean isEmpty() {
            throw new IllegalStateException("rules are not state");
        }

        public int getRuleThatFails() {
            throw new IllegalStateException("rules are not state");
        }
    }

    private record Item(String name, Money price, int quantity) {

        public boolean isDear() {
            return price.isMoreThan(Money.of("1", "EUR"));
        }
    }

    private static class Mutable {
        private int count;
    }
}
