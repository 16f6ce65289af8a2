package io.ordertrail.query.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.time.SetTime;
import io.ordertrail.query.composition.ComposedOrder.Stale;
import io.ordertrail.query.delivery.DeliveryEntry;
import io.ordertrail.query.delivery.FindCourierLocation;
import io.ordertrail.query.delivery.FindDelivery;
import io.ordertrail.query.order.FindPlacedOrder;
import io.ordertrail.query.payment.FindPayment;
import io.ordertrail.query.ticket.FindOrderTicket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositionTest {

    private static final Duration NO_MATTER_HOW_LONG = Duration.ofMinutes(1);
    private static final Refusal UNAVAILABLE = Refusal.of(Code.UNAVAILABLE, "no server");

    private final SetTime clock = new SetTime(Parts.NOON);
    private final CircuitBreakerRegistry breakers = new CircuitBreakers().circuitBreakerRegistry(clock);
    private final Parts parts = new Parts();
    private final CountDownLatch forEver = new CountDownLatch(1);
    private Composition composition = new Composition(parts.queries(), breakers, clock, NO_MATTER_HOW_LONG);

    @AfterEach
    void letGo() {
        forEver.countDown();
        composition.close();
    }

    @Test
    void anOrderIsMadeOfItsParts() {
        ComposedOrder order = compose();
        assertThat(order.id()).isEqualTo(Parts.order().id());
        assertThat(order.ticket()).isEqualTo(Parts.TICKET);
        assertThat(order.payment()).isEqualTo(Parts.PAYMENT);
        assertThat(order.delivery()).isEqualTo(Parts.DELIVERY.with(Parts.LOCATION));
        assertThat(order.partial()).isNull();
        assertThat(order.missing()).isNull();
        assertThat(order.stale()).isNull();
    }

    @Test
    void whatIsNotThereYetIsNotMissing() {
        Stream.of(FindOrderTicket.class, FindPayment.class, FindDelivery.class).forEach(part -> parts.when(part, Optional::empty));
        ComposedOrder order = compose();
        assertThat(order.ticket()).isNull();
        assertThat(order.partial()).isNull();
    }

    /** Each waits for the other three, and 300 ms more. One after the other, none would ever be answered. */
    @Test
    void theFourAreAskedAtOnceAndTakeTheTimeOfOne() {
        CyclicBarrier all = new CyclicBarrier(4);
        Stream.of(FindPlacedOrder.class, FindOrderTicket.class, FindPayment.class, FindDelivery.class).forEach(part -> {
            Supplier<?> answer = parts.answerTo(part);
            parts.when(part, () -> {
                meet(all);
                return CompletableFuture.supplyAsync(answer, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)).join();
            });
        });
        assertThat(compose().partial()).isNull();
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("They were not all asked at once", e);
        }
    }

    @Test
    void whereTheCourierIsIsAskedAfterTheDeliveryAndOnlyIfHeCarriesTheOrder() {
        parts.when(FindDelivery.class, () -> {
            assertThat(parts.timesAsked(FindCourierLocation.class)).isZero();
            return Optional.of(Parts.DELIVERY);
        });
        assertThat(compose().delivery().courierLocation()).isEqualTo(Parts.LOCATION);
        DeliveryEntry scheduled = new DeliveryEntry(Parts.DELIVERY.id(), DeliveryStatus.SCHEDULED, Parts.DELIVERY.courierId(), null,
                Parts.NOON, Parts.NOON, null, null, null);
        parts.when(FindDelivery.class, () -> Optional.of(scheduled));
        assertThat(compose().delivery()).isEqualTo(scheduled);
        assertThat(parts.timesAsked(FindCourierLocation.class)).isEqualTo(1);
    }

    static Stream<RuntimeException> outages() {
        return Stream.of(UNAVAILABLE, new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aPartWhoseProviderIsDownIsLeftOut(RuntimeException outage) {
        parts.whenDown(FindOrderTicket.class, outage);
        ComposedOrder order = compose();
        assertThat(order.ticket()).isNull();
        assertThat(order.payment()).isEqualTo(Parts.PAYMENT);
        assertThat(order.partial()).isTrue();
        assertThat(order.missing()).containsExactly("ticket");
    }

    @Test
    void everyPartButTheOrderItselfMayBeMissing() {
        Stream.of(FindOrderTicket.class, FindPayment.class, FindCourierLocation.class).forEach(part -> parts.whenDown(part, UNAVAILABLE));
        assertThat(compose().missing()).containsExactly("ticket", "payment", "courierLocation");
        assertThat(compose().delivery()).isEqualTo(Parts.DELIVERY);
        parts.whenDown(FindDelivery.class, UNAVAILABLE);
        parts.when(FindCourierLocation.class, () -> Optional.of(Parts.LOCATION));
        assertThat(compose().missing()).containsExactly("ticket", "payment");
        assertThat(compose().stale()).containsOnlyKeys("delivery");
        parts.whenDown(FindPlacedOrder.class, UNAVAILABLE);
        assertRefused(Code.UNAVAILABLE, () -> compose());
    }

    @Test
    void whoDoesNotAnswerIsWaitedForInBoundedTime() {
        composition = new Composition(parts.queries(), breakers, clock, Duration.ofMillis(50));
        parts.when(FindPayment.class, this::hang);
        assertThat(compose().missing()).containsExactly("payment");
        parts.when(FindPlacedOrder.class, this::hang);
        assertRefused(Code.UNAVAILABLE, () -> compose());
    }

    private Object hang() {
        try {
            forEver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw UNAVAILABLE;
    }

    /** Which breaker and which time it is makes no difference: the threads are what is counted. */
    @Test
    void whoHangsHoldsNoMoreThanABoundedNumberOfCallers() {
        composition = new Composition(parts.queries(), CircuitBreakerRegistry.ofDefaults(), clock, Duration.ofMillis(1));
        parts.when(FindPayment.class, this::hang);
        IntStream.range(0, 2 * Provider.MOST_AT_ONCE).parallel().forEach(i -> {
            try {
                compose();
            } catch (Refusal late) {
                assertThat(late.code()).isEqualTo(Code.UNAVAILABLE);
            }
        });
        assertThat(parts.timesAsked(FindPayment.class)).isLessThanOrEqualTo(Provider.MOST_AT_ONCE);
    }

    @Test
    void afterTheThresholdNobodyIsAskedAnyMoreUntilItHasBeenTriedAgain() {
        parts.whenDown(FindOrderTicket.class, UNAVAILABLE);
        IntStream.range(0, CircuitBreakers.FEWEST).forEach(i -> compose());
        assertThat(state("ticket")).isEqualTo(State.OPEN);
        assertThat(compose().missing()).containsExactly("ticket");
        assertThat(parts.timesAsked(FindOrderTicket.class)).isEqualTo(CircuitBreakers.FEWEST);

        clock.pass(CircuitBreakers.REST.plusMillis(1));
        compose();
        assertThat(parts.timesAsked(FindOrderTicket.class)).isEqualTo(CircuitBreakers.FEWEST + 1);
        assertThat(state("ticket")).isEqualTo(State.HALF_OPEN);
        IntStream.range(1, CircuitBreakers.TRIES).forEach(i -> compose());
        assertThat(state("ticket")).as("tried in vain").isEqualTo(State.OPEN);

        clock.pass(CircuitBreakers.REST.plusMillis(1));
        parts.when(FindOrderTicket.class, () -> Optional.of(Parts.TICKET));
        IntStream.range(0, CircuitBreakers.TRIES).forEach(i -> assertThat(compose().ticket()).isEqualTo(Parts.TICKET));
        assertThat(state("ticket")).isEqualTo(State.CLOSED);
        assertThat(state("payment")).isEqualTo(State.CLOSED);
    }

    @Test
    void whatIsKnownOfAnOrderIsShownWithTheTimeItWasSo() {
        compose();
        clock.pass(Duration.ofSeconds(3));
        parts.whenDown(FindOrderTicket.class, UNAVAILABLE);
        parts.whenDown(FindCourierLocation.class, UNAVAILABLE);
        ComposedOrder order = compose();
        assertThat(order.ticket()).isEqualTo(Parts.TICKET);
        assertThat(order.delivery().courierLocation()).isEqualTo(Parts.LOCATION);
        assertThat(order.stale()).isEqualTo(Map.of("ticket", new Stale(Parts.NOON), "courierLocation", new Stale(Parts.NOON)));
        assertThat(order.partial()).isNull();
        assertThat(composition.compose("2", List.of()).missing()).as("of another order nothing").contains("ticket");
    }

    @Test
    void aTokenIsNeverAnsweredWithWhatIsOnlyTheLastKnownOrMissing() {
        compose();
        ConsistencyToken ticket = new ConsistencyToken("ticket-1", 3, "");
        ConsistencyToken account = new ConsistencyToken("account-ada", 3, "1");
        ConsistencyToken delivery = new ConsistencyToken("delivery-1", 3, "");
        parts.whenDown(FindOrderTicket.class, UNAVAILABLE);
        assertRefused(Code.UNAVAILABLE, () -> compose(ticket));
        assertThat(compose(account, delivery).stale()).containsOnlyKeys("ticket");
        parts.when(FindOrderTicket.class, () -> Optional.of(Parts.TICKET));
        assertThat(compose(ticket).stale()).isNull();
        parts.whenDown(FindPayment.class, UNAVAILABLE);
        parts.whenDown(FindCourierLocation.class, UNAVAILABLE);
        assertRefused(Code.UNAVAILABLE, () -> compose(account));
        assertRefused(Code.UNAVAILABLE, () -> compose(delivery));
        assertThat(compose(ticket, new ConsistencyToken("order-1", 1, "")).stale()).containsOnlyKeys("payment", "courierLocation");
    }

    @Test
    void whoIsBehindATokenSaysSoAndIsNotDown() {
        parts.whenDown(FindOrderTicket.class, Refusal.of(Code.VIEW_BEHIND, "not yet"));
        for (int i = 0; i < 2 * CircuitBreakers.FEWEST; i++) {
            assertRefused(Code.VIEW_BEHIND, () -> compose(new ConsistencyToken("ticket-1", 3, "")));
        }
        assertThat(state("ticket")).isEqualTo(State.CLOSED);
    }

    @Test
    void anUnknownOrderIsNotFoundAndNobodyIsDown() {
        Stream.of(FindPlacedOrder.class, FindOrderTicket.class, FindPayment.class, FindDelivery.class)
                .forEach(part -> parts.when(part, Optional::empty));
        for (int i = 0; i < 2 * CircuitBreakers.FEWEST; i++) {
            assertRefused(Code.NOT_FOUND, () -> compose());
        }
        assertThat(state("order")).isEqualTo(State.CLOSED);
    }

    /** The parts are followed apart, each at its own pace: whatever an order has another part of has been placed. */
    @ParameterizedTest
    @ValueSource(classes = {FindOrderTicket.class, FindPayment.class, FindDelivery.class})
    void anOrderOfWhichAnotherPartIsKnownIsNotUnknown(Class<?> known) {
        Stream.of(FindPlacedOrder.class, FindOrderTicket.class, FindPayment.class, FindDelivery.class)
                .filter(part -> part != known).forEach(part -> parts.when(part, Optional::empty));
        assertThatThrownBy(() -> compose()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND);
            assertThat(refusal.reason().view()).as("which is to be waited for").isEqualTo(FindPlacedOrder.VIEW);
        });
    }

    private State state(String part) {
        return breakers.circuitBreaker(part).getState();
    }

    private ComposedOrder compose(ConsistencyToken... tokens) {
        return composition.compose("1", List.of(tokens));
    }

    private static void assertRefused(Code code, ThrowingCallable asking) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
