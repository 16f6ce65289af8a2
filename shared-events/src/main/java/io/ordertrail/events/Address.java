package io.ordertrail.events;

/**
 * A postal address. Personal data where it is a consumer's.
 *
 * @param line2 second line, may be null
 * @param note what the courier should know, may be null
 */
public record Address(String street, @MayBeAbsent String line2, String city, String postalCode, String country, @MayBeAbsent String note) {
}
