package io.ordertrail.benchmarks;

import io.ordertrail.command.CommandSideApplication;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.delivery.DeliveryCommand.NoteLocation;
import io.ordertrail.command.restaurant.RestaurantCommand.ReviseMenu;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerEvent.ConsumerRenamed;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.standalone.EmbeddedStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a command costs an aggregate that has lived for years, beside one that has lived a tenth of them: one consumer's account through
 * orders, one consumer through renaming, one restaurant through menus, one delivery through the courier's positions. Its events are appended
 * as its own would be, because to send all the commands would take hours.
 */
final class Growth {

    /** Events that are made while one aggregate is measured: more than any threshold, so that some commands come just before a snapshot. */
    private static final int EVENTS = 110;
    /** An authorisation, its capture, a refund. */
    private static final int EVENTS_A_ROUND = 3;
    private static final int BATCH = 1_000;
    /** So many orders are never captured: they are open from the first event on. */
    private static final int OPEN = 20;
    private static final String ORDER = "01K%023d";
    private static final Money PRICE = Money.of("12.34", "EUR");
    private static final Money CENT = Money.of("0.01", "EUR");
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final ConsumerId CONSUMER = new ConsumerId("01KCONSUMER000000000000000");
    private static final AccountId ACCOUNT = AccountId.of(CONSUMER);
    private static final OrderId DELIVERED = order(0);
    private static final DeliveryId DELIVERY = DeliveryId.of(DELIVERED);
    private static final CourierId COURIER = new CourierId("01KCOURIER0000000000000000");

    private final Path data;

    /** The aggregates on the embedded stores, and nothing that follows their events. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(EmbeddedStores.class)
    @ComponentScan(basePackageClasses = CommandSideApplication.class, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "io\\.ordertrail\\.command\\.(CommandSideApplication|(process|dispatch|gateway|partner|deadline|admission)\\..*|[a-z]+\\.[A-Za-z]*(Controller|Service|Forgetting))"))
    static class Application {

        /** Otherwise the web brings one. */
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        static CountedReading countedReading() {
            return new CountedReading();
        }
    }

    /**
     * What one kind of command costs.
     *
     * @param events most that were read for one, by the aggregate and by what it asks
     * @param snapshot bytes of the aggregate's snapshot at the end
     * @param millis the median
     */
    record Cost(long events, long snapshot, double millis) {
    }

    /** How far each of them lives. */
    record Lives(int orders, int names, int menus, int positions) {

        static final Lives LONG = new Lives(50_000, 5_000, 5_000, 20_000);

        Lives tenth() {
            return new Lives(orders / 10, names / 10, menus / 10, positions / 10);
        }
    }

    /** @param data an empty folder */
    Growth(Path data) {
        this.data = data;
    }

    private static OrderId order(int number) {
        return new OrderId(ORDER.formatted(number));
    }

    void run(Report report, Lives lives) {
        List<Map<String, Cost>> costs = measure(lives);
        report.say("");
        report.say("### Growth: %,d orders of one consumer, %,d menus of one restaurant, %,d positions of one delivery", lives.orders,
                lives.menus, lives.positions);
        report.say("");
        costs.getFirst().forEach((what, tenth) -> {
            Cost whole = costs.getLast().get(what);
            report.say("- %s: %.2f ms, at most %,d events read, snapshot %,d bytes; at a tenth %.2f ms, %,d events, %,d bytes; "
                    + "**time ÷ at a tenth: %.2f**; load %s", what, whole.millis, whole.events, whole.snapshot, tenth.millis, tenth.events,
                    tenth.snapshot, whole.millis / tenth.millis, Meter.load());
        });
    }

    /** At a tenth of these lives and at their end, by kind of command. */
    List<Map<String, Cost>> measure(Lives lives) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
                .run("--ordertrail.data=" + data, "--ordertrail.command.cached-aggregates=0",
                        "--spring.config.import=classpath:ordertrail-platform.properties,"
                                + "classpath:ordertrail-command.properties,classpath:ordertrail-query.properties")) {
            Aggregates aggregates = new Aggregates(context);
            return Stream.of(lives.tenth(), lives).map(aggregates::live).toList();
        }
    }

    private static final class Aggregates {

        private final CommandGateway commands;
        private final EventStorageEngine engine;
        private final CountedReading reading;
        private final JdbcClient sql;
        private final RestaurantOpened restaurant = (RestaurantOpened) new Restaurants(1, 1).next().getPayload();
        private int orders;
        private int round;

        Aggregates(ConfigurableApplicationContext context) {
            commands = context.getBean(CommandGateway.class);
            engine = context.getBean(EventStorageEngine.class);
            reading = context.getBean(CountedReading.class);
            sql = context.getBean(JdbcClient.class);
            append(ACCOUNT.toString(), "Account", List.of(new AccountOpened(ACCOUNT, CONSUMER)));
            append(CONSUMER.toString(), "Consumer", List.of(new ConsumerRegistered(CONSUMER, new PersonName("Ada"), null)));
            append(restaurant.restaurantId().toString(), "Restaurant", List.of(restaurant));
            Place place = new Place(new Address("Hauptplatz 1", null, "Linz", "4020", "AT", null), new GeoPoint(48.3, 14.29));
            append(DELIVERY.toString(), "Delivery", List.of(
                    new DeliveryPlanned(DELIVERY, DELIVERED, CONSUMER, restaurant.restaurantId(), TIME, place, place),
                    new DeliveryScheduled(DELIVERY, DELIVERED, COURIER, TIME, TIME),
                    new DeliveryPickedUp(DELIVERY, DELIVERED, COURIER, TIME)));
        }

        /** Each lives on to that age, and takes some commands then. */
        Map<String, Cost> live(Lives age) {
            Map<String, Cost> costs = new LinkedHashMap<>();
            growAccount(age.orders);
            costs.putAll(account());
            grow(CONSUMER.toString(), "Consumer", age.names, i -> new ConsumerRenamed(CONSUMER, new PersonName("Ada " + i)));
            costs.putAll(measure(CONSUMER.toString(), EVENTS, Map.of("A consumer's new name",
                    i -> new ChangeConsumer(CONSUMER, new PersonName("Grace " + i), false, null))));
            String restaurantId = restaurant.restaurantId().toString();
            grow(restaurantId, "Restaurant", age.menus, i -> new MenuRevised(restaurant.restaurantId(), menu(i)));
            costs.putAll(
                    measure(restaurantId, EVENTS,
                            Map.of("A restaurant's new menu", i -> new ReviseMenu(restaurant.restaurantId(), menu(-i)))));
            grow(DELIVERY.toString(), "Delivery", age.positions,
                    i -> new CourierLocationNoted(DELIVERY, DELIVERED, COURIER, position(i), TIME));
            costs.putAll(measure(DELIVERY.toString(), EVENTS,
                    Map.of("A courier's position", i -> new NoteLocation(DELIVERY, position(-i), TIME))));
            return costs;
        }

        private List<MenuItem> menu(int number) {
            return restaurant.menu().stream().map(dish -> new MenuItem(dish.id(), dish.name() + " " + number, dish.price())).toList();
        }

        private static GeoPoint position(int number) {
            return new GeoPoint(48 + number * 1e-6, 14);
        }

        private void growAccount(int age) {
            List<DomainEvent> events = new ArrayList<>();
            for (; orders < age; orders++) {
                events.add(new PaymentAuthorized(ACCOUNT, order(orders), PRICE));
                if (orders >= OPEN) {
                    events.add(new PaymentCaptured(ACCOUNT, order(orders), PRICE));
                }
            }
            append(ACCOUNT.toString(), "Account", events);
        }

        /** Beside what is new, what concerns payments that ended long ago. */
        private Map<String, Cost> account() {
            Map<String, IntFunction<Object>> kinds = new LinkedHashMap<>();
            kinds.put("A capture repeated long after", i -> new CapturePayment(ACCOUNT, order(OPEN + i)));
            kinds.put("A new order's authorisation", i -> new AuthorizePayment(ACCOUNT, order(orders), PRICE));
            kinds.put("Its capture", i -> new CapturePayment(ACCOUNT, order(orders++)));
            kinds.put("A refund of one of the first orders", i -> new IssueRefund(ACCOUNT, order(OPEN), CENT, "Cold", null));
            return measure(ACCOUNT.toString(), EVENTS / EVENTS_A_ROUND, kinds);
        }

        private void grow(String aggregate, String type, int age, IntFunction<DomainEvent> event) {
            int present = (int) (engine.lastSequenceNumberFor(aggregate).orElseThrow() + 1);
            append(aggregate, type, IntStream.range(present, age).mapToObj(event).toList());
        }

        private void append(String aggregate, String type, List<? extends DomainEvent> events) {
            long next = engine.lastSequenceNumberFor(aggregate).map(last -> last + 1).orElse(0L);
            for (int from = 0; from < events.size(); from += BATCH) {
                List<DomainEventMessage<?>> batch = new ArrayList<>();
                for (DomainEvent event : events.subList(from, Math.min(from + BATCH, events.size()))) {
                    batch.add(new GenericDomainEventMessage<>(type, aggregate, next++, event));
                }
                engine.appendEvents(batch);
            }
        }

        /** Not counting the first, which find an aggregate that has lived without snapshots; these are taken before a command is answered. */
        private Map<String, Cost> measure(String aggregate, int rounds, Map<String, IntFunction<Object>> kinds) {
            kinds.values().forEach(command -> commands.sendAndWait(command.apply(round++)));
            Map<String, List<Long>> events = new LinkedHashMap<>();
            Map<String, List<Double>> millis = new LinkedHashMap<>();
            for (int i = 0; i < rounds; i++) {
                round++;
                kinds.forEach((kind, command) -> {
                    Object next = command.apply(round);
                    long before = reading.events();
                    long began = System.nanoTime();
                    commands.sendAndWait(next);
                    millis.computeIfAbsent(kind, k -> new ArrayList<>()).add((System.nanoTime() - began) / 1e6);
                    events.computeIfAbsent(kind, k -> new ArrayList<>()).add(reading.events() - before);
                });
            }
            long snapshot = sql.sql("SELECT MAX(OCTET_LENGTH(payload)) FROM SnapshotEventEntry WHERE aggregateIdentifier = ?")
                    .param(aggregate).query(Long.class).single();
            Map<String, Cost> costs = new LinkedHashMap<>();
            kinds.keySet()
                    .forEach(kind -> costs.put(kind, new Cost(events.get(kind).stream().mapToLong(Long::longValue).max().orElseThrow(),
                            snapshot, millis.get(kind).stream().sorted().toList().get(rounds / 2))));
            return costs;
        }
    }
}
