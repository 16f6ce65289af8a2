package io.ordertrail.events;

/** Where something is fetched or brought: the address for people, the location for distances. */
public record Place(Address address, GeoPoint location) {
}
