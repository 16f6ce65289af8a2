package io.ordertrail.platform.personal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.events.Address;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.PersonalValue;
import io.ordertrail.events.Seal;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts and decrypts personal values. What cannot be decrypted any more is forgotten, and has a value that says so in its place. */
public class Seals {

    /** For who stores nothing encrypted: what was is as if forgotten. */
    public static final Seals NONE = new Seals(null, event -> null);

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL)).build();

    private final PersonalKeys keys;
    private final Function<DomainEvent, String> owners;

    private Seals(PersonalKeys keys, Function<DomainEvent, String> owners) {
        this.keys = keys;
        this.owners = owners;
    }

    /**
     * With keys that are kept there.
     *
     * @param owners of whom an event tells, by the stored identifier
     */
    public static Seals with(KeyRepository repository, MasterKeys masters, Function<DomainEvent, String> owners, LongSupplier nanos) {
        return new Seals(new PersonalKeys(repository, masters, nanos), owners);
    }

    /** Whether anything is encrypted, and so anybody can be forgotten. */
    public boolean isOn() {
        return keys != null;
    }

    /**
     * How a value of the event is to be stored. Of who is forgotten, it is forgotten with this.
     */
    Seal seal(DomainEvent event, PersonalValue value) {
        String owner = owners.apply(event);
        String kind = kindOf(value.getClass());
        return new Seal(owner, kind, Cryptography.encrypt(keys.use(owner), context(owner, kind), JSON.writeValueAsBytes(value)));
    }

    /**
     * The value, which remembers how it is stored.
     *
     * @throws IllegalStateException if it was not encrypted by this house
     */
    <T extends PersonalValue> T open(Seal seal, Class<T> type) {
        PersonalValue value = keys == null ? forgotten(type)
                : keys.find(seal.owner())
                        .<PersonalValue>map(key -> JSON.readValue(
                                Cryptography.decrypt(key, context(seal.owner(), kindOf(type)), seal.data()), type))
                        .orElseGet(() -> forgotten(type));
        return type.cast(value.sealed(seal));
    }

    /** Names and fields may change with an event's revision; whose it is and what kind of value never does. */
    private static String context(String owner, String kind) {
        return owner + "/" + kind;
    }

    private static String kindOf(Class<?> type) {
        return type == PersonName.class ? "name" : type == Address.class ? "address" : "position";
    }

    private static PersonalValue forgotten(Class<?> type) {
        return type == PersonName.class ? PersonName.FORGOTTEN : type == Address.class ? Address.FORGOTTEN : GeoPoint.FORGOTTEN;
    }

    /** Forgets a person: on this node at once, on every other within ten seconds. */
    public boolean forget(String owner) {
        return keys != null && keys.forget(owner);
    }
}
