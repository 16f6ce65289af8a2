package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;

/**
 * A postal address. Personal data where it is a consumer's.
 *
 * @param line2 second line, may be null
 * @param note what the courier should know, may be null
 * @param seal null for one that is not stored encrypted
 */
public record Address(String street, @MayBeAbsent String line2, String city, String postalCode, String country, @MayBeAbsent String note,
        @JsonIgnore Seal seal) implements PersonalValue {

    private static final String NOTHING = "forgotten";

    /** What stands in the place of an address that is forgotten. */
    public static final Address FORGOTTEN = new Address(NOTHING, null, NOTHING, NOTHING, NOTHING, null);

    public Address(String street, String line2, String city, String postalCode, String country, String note) {
        this(street, line2, city, postalCode, country, note, null);
    }

    @Override
    public Address sealed(Seal stored) {
        return new Address(street, line2, city, postalCode, country, note, stored);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Objects.equals(street, that.street) && Objects.equals(line2, that.line2)
                && Objects.equals(city, that.city) && Objects.equals(postalCode, that.postalCode)
                && Objects.equals(country, that.country) && Objects.equals(note, that.note);
    }

    @Override
    public int hashCode() {
        return Objects.hash(street, line2, city, postalCode, country, note);
    }

    @Override
    public String toString() {
        return "Address[%s, %s, %s, %s, %s, %s]".formatted(street, line2, city, postalCode, country, note);
    }
}
