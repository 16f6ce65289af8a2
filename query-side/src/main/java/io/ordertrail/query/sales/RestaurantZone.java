package io.ordertrail.query.sales;

import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.TimeZoneName;

/** By which clock a restaurant's days begin, and in what it is paid. Public for the codec that stores it. */
public record RestaurantZone(TimeZoneName timeZone, CurrencyCode currency) {
}
