package io.ordertrail.benchmarks;

import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Those who take part: restaurants, consumers with their accounts, couriers; more of them the longer the history. */
final class World {

    static final CurrencyCode EURO = new CurrencyCode("EUR");

    private static final List<String> CUISINES = List.of("Indian", "Thai", "Italian", "Viennese", "Japanese", "Lebanese");
    private static final List<String> PLACES = List.of("Garden", "Corner", "Kitchen", "Table", "Cellar", "Terrace", "House");
    private static final List<String> STYLES = List.of("Spicy", "Roasted", "Crisp", "Grilled", "Sweet", "Smoked", "Fresh", "Creamy");
    private static final List<String> DISHES =
            List.of("Chicken Vindaloo", "Pad Thai", "Tagliatelle", "Schnitzel", "Ramen", "Falafel", "Dumplings", "Crêpes", "Goulash");
    private static final List<String> STREETS = List.of("Linzer Gasse", "Getreidegasse", "Mozartplatz", "Kaigasse", "Steingasse");
    private static final List<String> NAMES = List.of("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Radia", "Tony");
    private static final List<String> SURNAMES = List.of("Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Perlman", "Hoare");
    private static final int DISHES_ON_A_MENU = 8;

    record Restaurant(RestaurantId id, String name, Place place, List<MenuItem> menu) {
    }

    record Consumer(ConsumerId id, Place home) {
    }

    private final Chance chance;
    private final List<Restaurant> restaurants = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    private final List<CourierId> couriers = new ArrayList<>();

    World(Chance chance) {
        this.chance = chance;
    }

    /** All who are there from the beginning, and what is stored of it. */
    List<DomainEvent> open(Instant time, long events) {
        List<DomainEvent> opening = new ArrayList<>();
        IntStream.range(0, (int) Math.min(300, 5 + events / 5_000)).forEach(i -> opening.add(restaurant(time)));
        IntStream.range(0, (int) (10 + events / 450)).forEach(i -> opening.addAll(consumer(time)));
        IntStream.range(0, (int) Math.min(300, 5 + events / 2_000)).forEach(i -> opening.addAll(courier(time)));
        return opening;
    }

    /** The same, in which one of the consumers does all the ordering. */
    World ofOneConsumer() {
        World other = new World(chance);
        other.restaurants.addAll(restaurants);
        other.consumers.add(consumers.getFirst());
        other.couriers.addAll(couriers);
        return other;
    }

    Restaurant restaurant() {
        return chance.of(restaurants);
    }

    Consumer consumer() {
        return chance.of(consumers);
    }

    CourierId courier() {
        return chance.of(couriers);
    }

    PersonName name() {
        return new PersonName(chance.of(NAMES) + " " + chance.of(SURNAMES));
    }

    Place place() {
        Address address = new Address(chance.of(STREETS) + " " + chance.between(1, 60), chance.in100(20) ? "Top 4" : null, "Salzburg",
                "5020", "AT", chance.in100(20) ? "Ring twice" : null);
        return new Place(address, new GeoPoint(chance.near(47.8, 0.05), chance.near(13.04, 0.05)));
    }

    private RestaurantOpened restaurant(Instant time) {
        String cuisine = chance.of(CUISINES);
        Restaurant restaurant = new Restaurant(new RestaurantId(chance.id(time)), "%s %s".formatted(cuisine, chance.of(PLACES)), place(),
                IntStream.range(0, DISHES_ON_A_MENU).mapToObj(this::dish).toList());
        restaurants.add(restaurant);
        return new RestaurantOpened(restaurant.id, restaurant.name, restaurant.place.address(), restaurant.place.location(), 5_000,
                new TimeZoneName("Europe/Vienna"), "24/7", List.of(cuisine), EURO, euro(1_000), restaurant.menu);
    }

    private MenuItem dish(int number) {
        return new MenuItem(Integer.toString(number + 1), chance.of(STYLES) + " " + chance.of(DISHES), euro(chance.between(500, 2_500)));
    }

    private List<DomainEvent> consumer(Instant time) {
        Consumer consumer = new Consumer(new ConsumerId(chance.id(time)), place());
        consumers.add(consumer);
        AccountId account = AccountId.of(consumer.id);
        return List.of(new ConsumerRegistered(consumer.id, name(), null), new AccountOpened(account, consumer.id),
                new CardLimitChanged(account, euro(100_000)));
    }

    private List<DomainEvent> courier(Instant time) {
        CourierId courier = new CourierId(chance.id(time));
        couriers.add(courier);
        return List.of(new CourierRegistered(courier, name(), 3), new CourierWentOnDuty(courier));
    }

    private static Money euro(int cents) {
        return Money.of("%d.%02d".formatted(cents / 100, cents % 100), "EUR");
    }
}
