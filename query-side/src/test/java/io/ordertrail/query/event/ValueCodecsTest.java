package io.ordertrail.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Stored;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@StoreTest
class ValueCodecsTest {

    public record Values(OrderId order, TicketId ticket, DeliveryId delivery, ConsumerId consumer, RestaurantId restaurant,
            CourierId courier,
            AccountId account, PersonName name, CurrencyCode currency, TimeZoneName zone, Money money, Instant time, Place place,
            OrderStatus status,
            List<Money> list, Set<String> set, Map<String, Money> map, Long nothing) {
    }

    private static final Money YEN = Money.of("1234567890123456789", "JPY");

    private static final Values VALUES = new Values(new OrderId("o"), new TicketId("t"), new DeliveryId("d"), new ConsumerId("c"),
            new RestaurantId("r"), new CourierId("k"), new AccountId("a"), new PersonName("Ada"), new CurrencyCode("EUR"),
            new TimeZoneName("Europe/Vienna"), Money.of("12.30", "EUR"), Instant.parse("2026-11-21T18:00:00.123Z"),
            new Place(new Address("Getreidegasse 9", null, "Salzburg", "5020", "AT", "ring twice"), new GeoPoint(47.8, 13.04)),
            OrderStatus.APPROVED, List.of(YEN), Set.of("naan"), Map.of("key", YEN), null);

    private record Holder() implements Projection<Values> {

        @Override
        public String view() {
            return "values";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Values> entryType() {
            return Values.class;
        }

        @Override
        public String keyOf(RecordedEvent event) {
            return null;
        }

        @Override
        public String keyOf(ConsistencyToken token) {
            return null;
        }

        @Override
        public Values evolve(Values entry, RecordedEvent event) {
            return entry;
        }
    }

    @Test
    void whatIsStoredComesBackAsItWas(MongoDatabase database) {
        Documents<Values> documents = new ViewStore(database, new Membership(database, "here")).documents(new Holder(), 1);
        Stored<Values> stored = new Stored<>("1", 1, Map.of("order-1", 7L, "account-2", 0L), VALUES,
                new Parked("event", "order-1", 8, 4, VALUES.time(), "error", Map.of("order-1", 9L)));
        assertThat(documents.write(List.of(documents.change(stored)))).isTrue();
        assertThat(documents.find(List.of("1"))).isEqualTo(Map.of("1", stored));
    }

    @Test
    void valuesStandAsTheirTextsMoneyAsTheApiWritesItAndTimesAsDates(MongoDatabase database) {
        Documents<Values> documents = new ViewStore(database, new Membership(database, "here")).documents(new Holder(), 1);
        documents.write(List.of(documents.change(new Stored<>("1", 1, Map.of(), VALUES, null))));
        Document entry = database.getCollection("values.1").find().first().get("d", Document.class);
        assertThat(entry).containsEntry("order", "o").containsEntry("name", "Ada").containsEntry("zone", "Europe/Vienna")
                .containsEntry("money", new Document("amount", "12.30").append("currency", "EUR"))
                .containsEntry("time", Date.from(VALUES.time())).containsEntry("status", "APPROVED").doesNotContainKey("nothing");
    }
}
