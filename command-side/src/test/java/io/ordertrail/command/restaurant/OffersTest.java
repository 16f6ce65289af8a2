package io.ordertrail.command.restaurant;

import static io.ordertrail.command.restaurant.TestRestaurant.ID;
import static io.ordertrail.command.restaurant.TestRestaurant.LOCATION;
import static io.ordertrail.command.restaurant.TestRestaurant.OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.command.Wanted;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a quote costs, counted by what it reads, and of which moment it is. */
class OffersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final StoredRestaurant restaurant = new StoredRestaurant();
    private final AtomicLong nanos = new AtomicLong();
    private final Offers offers = new Offers(restaurant.events(), 10_000, nanos::get);

    @Test
    void aQuoteAtALargeRestaurantReadsWhatOneAtASmallRestaurantReads() {
        restaurant.with(OPENED);
        IntStream.range(0, 47).forEach(revision -> restaurant.with(new MenuRevised(ID, menu(1_000, revision))));
        assertThat(price(offers)).isEqualTo("55.00");
        assertThat(restaurant.eventsRead).hasValue(48);

        IntStream.range(0, 100).forEach(order -> assertThat(price(offers)).isEqualTo("55.00"));

        assertThat(restaurant.eventsRead).as("nothing was read again").hasValue(48);
        assertThat(restaurant.looks).hasValue(101);
    }

    @Test
    void aRevisionPricesTheNextQuoteAndIsReadOnce() {
        restaurant.with(OPENED, new MenuRevised(ID, menu(1_000, 9)));
        price(offers);

        restaurant.with(new MenuRevised(ID, menu(1_000, 1)));

        assertThat(price(offers)).isEqualTo("10.00");
        assertThat(price(offers)).isEqualTo("10.00");
        assertThat(restaurant.eventsRead).hasValue(3);
    }

    @Test
    void anotherNodesRevisionCountsAtOnce() {
        Offers onAnotherNode = new Offers(restaurant.events(), 10_000, nanos::get);
        for (int revision = 0; revision < 5; revision++) {
            restaurant.with(revision == 0 ? OPENED : new MenuRevised(ID, menu(2, revision)));
            assertThat(price(offers)).isEqualTo(price(onAnotherNode)).isEqualTo(revision == 0 ? "12.34" : "%d.00".formatted(9 + revision));
        }
    }

    @Test
    void aNodeThatStartsReadsTheSnapshotAndWhatCameAfterIt() {
        restaurant.with(OPENED, new MenuRevised(ID, menu(2, 1)), new MenuRevised(ID, menu(2, 2)));
        restaurant.takeSnapshot();
        restaurant.with(new MenuRevised(ID, menu(2, 3)));

        assertThat(price(offers)).isEqualTo("12.00");
        assertThat(restaurant.eventsRead).as("the snapshot and one event").hasValue(2);
    }

    /** Else a restaurant that is revised again and again, and asked once a year, would have its whole year read. */
    @Test
    void whatWasNotAskedForLongBeginsAtTheSnapshotAgain() {
        restaurant.with(OPENED);
        price(offers);
        IntStream.range(0, 30).forEach(revision -> restaurant.with(new MenuRevised(ID, menu(2, revision))));
        restaurant.takeSnapshot();
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());

        assertThat(price(offers)).isEqualTo("38.00");
        assertThat(restaurant.eventsRead).as("the first event, then the snapshot").hasValue(2);
    }

    /** All who ask while the store is being read share the next look, and none is given what was read before it came. */
    @Test
    void manyAtOnceShareALookThatBeginsAfterAllOfThemHaveCome() throws Exception {
        restaurant.with(OPENED);
        Semaphore answered = new Semaphore(0);
        CountDownLatch reading = new CountDownLatch(1);
        restaurant.meanwhile = () -> {
            reading.countDown();
            answered.acquireUninterruptibly();
        };
        List<Thread> asking = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(task -> {
            Thread thread = new Thread(task);
            asking.add(thread);
            return thread;
        })) {
            Future<String> first = threads.submit(() -> price(offers));
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
            restaurant.with(new MenuRevised(ID, menu(1_000, 1)));
            List<Future<String>> burst = IntStream.range(0, 100).mapToObj(order -> threads.submit(() -> price(offers))).toList();
            Awaitility.await().until(() -> asking.stream().skip(1).allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

            answered.release(1_000);

            assertThat(first.get()).isEqualTo("12.34");
            for (Future<String> order : burst) {
                assertThat(order.get()).isEqualTo("10.00");
            }
        }
        assertThat(restaurant.looks).hasValue(2);
        assertThat(restaurant.eventsRead).hasValue(2);
    }

    @Test
    void aLookThatFailsIsTakenAgain() {
        restaurant.with(OPENED);
        price(offers);
        restaurant.with(new MenuRevised(ID, menu(2, 1)));
        restaurant.meanwhile = () -> {
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> price(offers)).hasMessage("away");
        restaurant.meanwhile = () -> {
        };

        assertThat(price(offers)).isEqualTo("10.00");
    }

    @Test
    void whatIsKeptIsBounded() {
        Offers few = new Offers(restaurant.events(), 100, nanos::get);
        restaurant.with(OPENED, new MenuRevised(ID, menu(90, 1)));

        assertThat(price(few)).isEqualTo("10.00");
        assertThat(few.dishes()).as("90 and what a restaurant takes besides are more than 100").isZero();
        assertThat(price(few)).isEqualTo("10.00");
        assertThat(restaurant.eventsRead).hasValue(4);
    }

    @Test
    void ofWhatDoesNotExistNothingIsKept() {
        assertThatThrownBy(() -> offers.quote(new RestaurantId("none"), List.of(new Wanted("1", 1)), LOCATION, NOON))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        assertThat(offers.dishes()).isZero();
    }

    private static String price(Offers offers) {
        return offers.quote(ID, List.of(new Wanted("1", 1)), LOCATION, NOON).total().amount().toPlainString();
    }

    private static List<MenuItem> menu(int dishes, int revision) {
        return IntStream.rangeClosed(1, dishes)
                .mapToObj(dish -> new MenuItem(String.valueOf(dish), "Dish " + dish, Money.of("%d.00".formatted(9 + revision), "EUR")))
                .toList();
    }
}
