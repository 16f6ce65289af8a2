package io.ordertrail.command.restaurant;

import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.openinghours.OpeningHours;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a restaurant offers, as of one of its events.
 *
 * @param open whether it takes orders; not the hours
 * @param menu dishes by their ids
 */
record Offer(String name, boolean open, Place pickUpFrom, int deliveryRadiusMetres, TimeZoneName timeZone, String openingHours,
        CurrencyCode currency, Money minimumOrder, Map<String, MenuItem> menu) {

    Quote quote(List<Wanted> wanted, GeoPoint deliverTo, Instant requestedFor) {
        if (!open) {
            throw Refusal.of(Code.RESTAURANT_CLOSED, "%s takes no orders at present".formatted(name));
        }
        checkTime(requestedFor);
        checkPlace(deliverTo);
        List<OrderLine> lines = Menu.priced(wanted, menu);
        Money total = lines.stream().map(OrderLine::total).reduce(Money.zero(currency), Money::plus);
        if (minimumOrder != null && minimumOrder.isMoreThan(total)) {
            throw Refusal.ofField(Code.ORDER_MINIMUM_NOT_MET, "/lines", "%s is less than the minimum of %s".formatted(total, minimumOrder));
        }
        return new Quote(name, pickUpFrom, lines, total, minimumOrder);
    }

    /** Null for what is not the question. */
    void check(GeoPoint deliverTo, Instant requestedFor) {
        if (requestedFor != null) {
            checkTime(requestedFor);
        }
        if (deliverTo != null) {
            checkPlace(deliverTo);
        }
    }

    private void checkTime(Instant requestedFor) {
        if (!OpeningHours.parse(openingHours).isOpenAt(requestedFor, timeZone.rules())) {
            throw Refusal.ofField(Code.RESTAURANT_CLOSED, "/requestedFor", "%s is open %s in %s".formatted(name, openingHours, timeZone));
        }
    }

    private void checkPlace(GeoPoint deliverTo) {
        if (pickUpFrom.location().metresTo(deliverTo) > deliveryRadiusMetres) {
            throw Refusal.ofField(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location",
                    "%s delivers within %d metres".formatted(name, deliveryRadiusMetres));
        }
    }
}
