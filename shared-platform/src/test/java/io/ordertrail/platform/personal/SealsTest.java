package io.ordertrail.platform.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.EventTypes;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Personal;
import io.ordertrail.events.PersonalValue;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;

/** Personal data that would stand somewhere in plain text, be readable after it was forgotten, or be unreadable before. */
class SealsTest {

    private static final String ADA = "consumer-ada";
    private static final Address HOME = new Address("Getreidegasse 9", "Top 4", "Salzburg", "5020", "AT", "Ring twice");
    private static final Address KITCHEN = new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null);
    private static final GeoPoint THERE = new GeoPoint(47.8001, 13.0441);
    private static final DeliveryPlanned PLANNED = new DeliveryPlanned(new DeliveryId("d"), new OrderId("o"), new ConsumerId("ada"),
            new RestaurantId("r"), Instant.EPOCH, new Place(KITCHEN, new GeoPoint(47, 13)), new Place(HOME, THERE));

    private final MemoryKeys repository = new MemoryKeys();
    private final AtomicLong nanos = new AtomicLong();
    private final MasterKeys masters = MasterKeys.of(MasterKeys.generated("1"));
    private final Seals seals = seals(masters);
    private final Serializer events = NamedTypeSerializer.forEvents(seals);

    private Seals seals(MasterKeys keys) {
        return Seals.with(repository, keys, event -> ADA, nanos::get);
    }

    private static String stored(Serializer serializer, Object event) {
        return serializer.serialize(event, String.class).getData();
    }

    private static <T> T read(Serializer serializer, String stored, Class<T> type) {
        SerializedObject<String> object = new SimpleSerializedObject<>(stored, String.class, serializer.typeForClass(type));
        return serializer.deserialize(object);
    }

    @Test
    void whatIsPersonalIsStoredEncryptedAndReadBackAsItWas() {
        String stored = stored(events, PLANNED);

        assertThat(stored).doesNotContain("Getreidegasse", "Top 4", "Ring twice", "47.8001", "13.0441").contains("Linzer Gasse 1");
        assertThat(stored).startsWith("{\"deliveryId\":\"d\",\"orderId\":\"o\",\"consumerId\":\"ada\"");
        assertThat(read(events, stored, DeliveryPlanned.class)).isEqualTo(PLANNED);
    }

    @Test
    void aValueIsWrittenAsItCameWhereverItGoesNext() {
        DeliveryPlanned planned = read(events, stored(events, PLANNED), DeliveryPlanned.class);
        String data = planned.deliverTo().address().seal().data();
        CourierAssigned assigned =
                new CourierAssigned(new CourierId("c"), new DeliveryId("d"), new OrderId("o"), Instant.EPOCH, Instant.EPOCH,
                        KITCHEN, planned.deliverTo().address(), null);
        Serializer states = NamedTypeSerializer.forState(Map.of(), seals);

        assertThat(stored(events, assigned)).contains(data).doesNotContain("Getreidegasse");
        assertThat(stored(states, planned)).contains(data).doesNotContain("Getreidegasse");
        assertThat(read(states, stored(states, planned), DeliveryPlanned.class)).isEqualTo(PLANNED);
    }

    @Test
    void whatWasStoredBeforeThereWereKeysIsReadAsItStands() {
        String plain = stored(NamedTypeSerializer.forEvents(), PLANNED);

        assertThat(plain).contains("Getreidegasse 9");
        assertThat(read(events, plain, DeliveryPlanned.class)).isEqualTo(PLANNED);
    }

    @Test
    void whoIsForgottenHasPlaceholdersAndIsStoredAsBefore() {
        String stored = stored(events, PLANNED);
        String registered = stored(events, new ConsumerRegistered(new ConsumerId("ada"), new PersonName("Ada Lovelace"), null));

        assertThat(seals.forget(ADA)).isTrue();
        assertThat(seals.forget(ADA)).isFalse();

        DeliveryPlanned read = read(events, stored, DeliveryPlanned.class);
        assertThat(read.deliverTo()).isEqualTo(new Place(Address.FORGOTTEN, GeoPoint.FORGOTTEN));
        assertThat(read.pickUpFrom()).isEqualTo(PLANNED.pickUpFrom());
        assertThat(read(events, registered, ConsumerRegistered.class).name()).isEqualTo(PersonName.FORGOTTEN);
        assertThat(stored(events, read)).isEqualTo(stored);
        assertThat(repository.keys.get(ADA).wrapped()).isEmpty();
    }

    @Test
    void whatIsStoredOfWhoIsForgottenIsForgottenAtOnce() {
        stored(events, PLANNED);
        seals.forget(ADA);

        String late = stored(events, PLANNED);

        assertThat(late).doesNotContain("Getreidegasse");
        assertThat(read(events, late, DeliveryPlanned.class).deliverTo().address()).isEqualTo(Address.FORGOTTEN);
    }

    @Test
    void anotherNodeUsesAForgottenKeyForTenSecondsAtMost() {
        Serializer elsewhere = NamedTypeSerializer.forEvents(seals(masters));
        String stored = stored(events, PLANNED);
        assertThat(read(elsewhere, stored, DeliveryPlanned.class)).isEqualTo(PLANNED);

        seals.forget(ADA);
        nanos.addAndGet(PersonalKeys.KEPT.toNanos() + 1);

        assertThat(read(elsewhere, stored, DeliveryPlanned.class).deliverTo().address()).isEqualTo(Address.FORGOTTEN);
    }

    @Test
    void oneQuestionIsEnoughForManyWhoRegisteredTogether() {
        for (int i = 100; i < 300; i++) {
            repository.keep(new StoredKey("consumer-" + i, masters.first(),
                    Cryptography.encrypt(masters.get(masters.first()), "consumer-" + i, new byte[32])));
        }
        PersonalKeys keys = new PersonalKeys(repository, masters, nanos::get);

        for (int i = 100; i < 300; i++) {
            assertThat(keys.find("consumer-" + i)).isPresent();
        }
        assertThat(repository.asked).isEqualTo(1);
    }

    @Test
    void aMasterKeyIsReplacedWhileTheFormerStillReads() {
        String former = MasterKeys.generated("old");
        String next = MasterKeys.generated("new");
        String stored = stored(NamedTypeSerializer.forEvents(seals(MasterKeys.of(former))), PLANNED);
        MasterKeys both = MasterKeys.of(next + "," + former);

        assertThat(read(NamedTypeSerializer.forEvents(seals(both)), stored, DeliveryPlanned.class)).isEqualTo(PLANNED);
        PersonalKeys keys = new PersonalKeys(repository, both, nanos::get);
        for (String without : List.of(next, "none")) {
            assertThatThrownBy(() -> new PersonalKeys(repository, MasterKeys.of(without), nanos::get).rewrap()).hasMessageContaining("old");
        }
        assertThat(keys.rewrap()).isTrue();

        assertThat(new PersonalKeys(repository, MasterKeys.of(next), nanos::get).rewrap()).isTrue();
        assertThat(read(NamedTypeSerializer.forEvents(seals(MasterKeys.of(next))), stored, DeliveryPlanned.class)).isEqualTo(PLANNED);
    }

    @Test
    void whatWasTamperedWithOrMovedToAnotherPersonIsNotTaken() {
        String stored = stored(events, PLANNED);
        repository.keep(new StoredKey("consumer-eve", masters.first(),
                Cryptography.encrypt(masters.get(masters.first()), "consumer-eve", new byte[32])));

        assertThatThrownBy(() -> read(events, stored.replace(ADA, "consumer-eve"), DeliveryPlanned.class)).hasRootCauseInstanceOf(
                javax.crypto.AEADBadTagException.class);
    }

    @Test
    void aMasterKeyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> MasterKeys.of("1:c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MasterKeys.of("secret")).isInstanceOf(IllegalArgumentException.class);
        assertThat(MasterKeys.of("none").isEmpty()).isTrue();
    }

    /** A new event that names a person, or says where they are, has to say that it does. */
    @Test
    void everyPersonalValueInAnEventIsMarkedOrARestaurants() {
        assertThat(EventTypes.byName().values()).filteredOn(type -> !RestaurantEvent.class.isAssignableFrom(type))
                .flatMap(type -> List.of(type.getRecordComponents()))
                .filteredOn(component -> PersonalValue.class.isAssignableFrom(component.getType()) || component.getType() == Place.class)
                .filteredOn(component -> !component.getName().equals("pickUpFrom"))
                .isNotEmpty()
                .allSatisfy(component -> assertThat(component.isAnnotationPresent(Personal.class))
                        .as("%s of %s", component.getName(), component.getDeclaringRecord().getSimpleName()).isTrue());
    }
}
