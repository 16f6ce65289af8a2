package io.ordertrail.events;

/**
 * A value that may be personal data. One that was read from where it is stored encrypted remembers how it stands there, and is written so
 * again wherever it is stored: so there is no second form of it that would have to be forgotten. Values are equal by what they say.
 */
public sealed interface PersonalValue permits PersonName, Address, GeoPoint {

    /** How it is stored; null for one that is not, or not encrypted. */
    Seal seal();

    /** The same, stored so. */
    PersonalValue sealed(Seal seal);
}
