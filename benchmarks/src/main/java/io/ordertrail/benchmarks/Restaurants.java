package io.ordertrail.benchmarks;

import io.ordertrail.events.Address;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** So many restaurants open, in five cities. One in five hundred stays open through the night. */
final class Restaurants implements Iterator<DomainEventMessage<?>> {

    /** Raised whenever the same number makes others. */
    static final int VERSION = 1;

    static final List<GeoPoint> CITIES = List.of(new GeoPoint(48.2, 16.37), new GeoPoint(47.8, 13.04), new GeoPoint(48.3, 14.29),
            new GeoPoint(47.07, 15.44), new GeoPoint(47.26, 11.39));
    static final List<String> CUISINES = List.of("Indian", "Thai", "Italian", "Viennese", "Japanese", "Lebanese", "Eritrean");

    /** Degrees within which a city's restaurants lie. */
    static final double WIDTH = 0.15;

    private static final List<String> HOURS = List.of("Mo-Su 10:00-22:00", "Tu-Su 11:30-14:30,17:30-22:00; Mo off",
            "Mo-Fr 11:00-21:30; Sa,Su 10:00-21:30", "Mo-Sa 11:00-22:00; Dec 24 off");
    private static final int NIGHT_OWLS = 500;
    private static final int DISHES = 20;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Chance chance;
    private final long restaurants;
    private long next;

    Restaurants(long restaurants, long seed) {
        this.restaurants = restaurants;
        this.chance = new Chance(seed);
    }

    static GeoPoint somewhere(Chance chance) {
        GeoPoint city = chance.of(CITIES);
        return new GeoPoint(chance.near(city.lat(), WIDTH), chance.near(city.lon(), WIDTH));
    }

    @Override
    public boolean hasNext() {
        return next < restaurants;
    }

    @Override
    public DomainEventMessage<?> next() {
        Instant time = BEGIN.plusSeconds(next);
        RestaurantId id = new RestaurantId(chance.id(time));
        String hours = next % NIGHT_OWLS == 0 ? "Mo-Su 18:00-05:00" : chance.of(HOURS);
        List<MenuItem> menu = IntStream.rangeClosed(1, DISHES)
                .mapToObj(dish -> new MenuItem(Integer.toString(dish), "Dish of the day " + dish, euro(chance.between(5, 25)))).toList();
        RestaurantOpened opened =
                new RestaurantOpened(id, "Restaurant " + next, new Address("Hauptplatz 1", null, "Linz", "4020", "AT", null),
                        somewhere(chance), chance.of(List.of(1_000, 2_000, 3_000, 5_000, 8_000)), new TimeZoneName("Europe/Vienna"), hours,
                        List.of(chance.of(CUISINES)), World.EURO, euro(10), menu);
        next++;
        return new GenericDomainEventMessage<>("Restaurant", id.toString(), 0, opened, Map.of(), chance.messageId(time), time);
    }

    private static Money euro(int amount) {
        return Money.of(Integer.toString(amount), "EUR");
    }
}
