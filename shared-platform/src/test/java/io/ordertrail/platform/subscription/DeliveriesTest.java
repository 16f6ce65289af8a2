package io.ordertrail.platform.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.platform.subscription.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of each order one event at a time and in order, whatever fails; and what fails is waited for, parked, and never passed over. */
class DeliveriesTest {

    private static final Answer WELL = Answer.of(204);
    private static final Answer BUSY = Answer.of(503);
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10),
            Duration.ofHours(1), () -> 0);

    private Instant now = Instant.parse("2026-11-21T18:00:00Z");
    private final Deliveries deliveries = deliveries(Progress.from(10));

    private Deliveries deliveries(Progress stored) {
        return new Deliveries(stored, PAUSES, now);
    }

    private void take(long position, String order) {
        deliveries.take(Delivery.of("event-" + position, "OrderApproved", "order-" + order, position, position, order, now));
    }

    private Optional<Long> begin() {
        return deliveries.begin(now).map(Delivery::position);
    }

    private Delivery end(Answer answer) {
        return deliveries.end(deliveries.begin(now).orElseThrow(), answer, now);
    }

    private List<Long> waiting() {
        return deliveries.progress().waiting().stream().map(Delivery::position).toList();
    }

    @Test
    void differentOrdersGoSideBySideAndOneOrdersEventsOneAfterTheOther() {
        take(11, "A");
        take(12, "A");
        take(13, "B");
        Delivery first = deliveries.begin(now).orElseThrow();

        assertThat(first.position()).isEqualTo(11);
        assertThat(begin()).hasValue(13L);
        assertThat(begin()).isEmpty();
        deliveries.end(first, WELL, now);
        assertThat(begin()).hasValue(12L);
    }

    @Test
    void whatFailsIsWaitedForTwiceAsLongEachTimeAndHoldsItsOwnOrderOnly() {
        take(11, "A");
        take(12, "A");
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(end(BUSY).nextAt()).isEqualTo(now.plusSeconds(seconds));
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThat(begin()).isEmpty();
            now = now.plusMillis(1);
        }
        take(13, "B");
        assertThat(end(WELL).position()).isEqualTo(11);
        assertThat(end(WELL).position()).isEqualTo(12);
        assertThat(end(WELL).position()).isEqualTo(13);
        assertThat(deliveries.progress().delivered()).extracting(Delivery::position).containsExactly(13L, 12L, 11L);
        assertThat(deliveries.progress().delivered()).extracting(Delivery::attempts).containsExactly(1, 1, 9);
    }

    @Test
    void whatHasFailedForLongIsParkedTriedRarelyAndHoldsItsOrderStill() {
        take(11, "A");
        take(12, "A");
        assertThat(end(BUSY).state()).isEqualTo(State.PENDING);
        now = now.plus(PAUSES.parkAfter());
        Delivery parked = end(BUSY);

        assertThat(parked.state()).isEqualTo(State.PARKED);
        assertThat(parked.problem()).isEqualTo("answered 503");
        assertThat(parked.nextAt()).isEqualTo(now.plus(PAUSES.parked()));
        assertThat(begin()).isEmpty();
        assertThat(deliveries.progress().parked()).isEqualTo(1);
        now = parked.nextAt();
        assertThat(end(WELL).position()).isEqualTo(11);
        assertThat(end(WELL).position()).isEqualTo(12);
    }

    @Test
    void aWishHasAllThatWaitsTriedAtOnceAndIsHeardOnce() {
        take(11, "A");
        end(BUSY);
        deliveries.retry("wish", now);
        end(BUSY);
        deliveries.retry("wish", now);

        assertThat(begin()).isEmpty();
    }

    @Test
    void whatIsGivenUpHoldsNothingAnyMoreUnlessItIsUnderWay() {
        take(11, "A");
        take(12, "A");
        Delivery underWay = deliveries.begin(now).orElseThrow();
        deliveries.giveUp(List.of("event-11", "none"));
        assertThat(waiting()).containsExactly(11L, 12L);
        deliveries.end(underWay, BUSY, now);
        deliveries.giveUp(List.of("event-11", "none"));

        assertThat(waiting()).containsExactly(12L);
        assertThat(begin()).hasValue(12L);
    }

    /** A node whose clock was ahead has given it up, or this one's is behind. */
    @Test
    void whatIsTakenOverWaitsNoLongerThanItMay() {
        take(11, "A");
        end(BUSY);
        Progress stored = deliveries.progress();
        now = now.minus(Duration.ofDays(365));
        Deliveries here = deliveries(stored);
        now = now.plus(PAUSES.longest());

        Delivery taken = here.begin(now).orElseThrow();
        assertThat(here.end(taken, BUSY, now).state()).isEqualTo(State.PENDING);
    }

    @Test
    void whatWasBegunAndNotEndedWhenANodeDiedIsBegunAgain() {
        take(11, "A");
        begin();

        assertThat(deliveries(deliveries.progress()).begin(now)).map(Delivery::eventId).hasValue("event-11");
    }

    @Test
    void aReplayGoesBackOnceAndLosesNothingThatWaits() {
        take(11, "A");
        take(12, "B");
        take(13, "C");
        Delivery underWay = deliveries.begin(now).orElseThrow();
        Subscription.Replay wish = new Subscription.Replay("wish", 12);

        assertThat(deliveries.replay(wish)).isTrue();
        assertThat(deliveries.position()).isEqualTo(12);
        assertThat(waiting()).containsExactly(11L, 12L);
        assertThat(deliveries.replay(wish)).isFalse();

        assertThat(deliveries.replay(new Subscription.Replay("from the first", 0))).isTrue();
        assertThat(waiting()).as("what is under way cannot be taken back").containsExactly(11L);
        take(11, "A");
        assertThat(waiting()).as("it waits once").containsExactly(11L);
        deliveries.end(underWay, WELL, now);
        assertThat(waiting()).isEmpty();
        assertThat(deliveries.replay(new Subscription.Replay("ahead", 20))).isFalse();
        assertThat(deliveries.position()).isEqualTo(11);
    }

    @Test
    void whatIsKeptIsBounded() {
        for (int i = 0; i < Deliveries.MOST_WAITING; i++) {
            assertThat(deliveries.room()).isPositive();
            take(11 + i, "order " + i);
        }
        assertThat(deliveries.room()).isZero();
        assertThat(deliveries.progress().isFull()).isTrue();
        assertThat(SubscriptionJson.write(deliveries.progress())).hasSizeLessThan(200_000);

        for (int i = 0; i < Deliveries.MOST_WAITING; i++) {
            end(WELL);
        }
        assertThat(deliveries.room()).isEqualTo(Deliveries.MOST_WAITING);
        assertThat(deliveries.progress().delivered()).hasSize(Deliveries.MOST_DELIVERED);
    }

    @Test
    void aPauseIsShortenedByChanceByAHalfAtMost() {
        Pauses shortest = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(1), () -> 1);

        assertThat(shortest.after(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(shortest.after(1_000)).isEqualTo(Duration.ofSeconds(30));
    }
}
