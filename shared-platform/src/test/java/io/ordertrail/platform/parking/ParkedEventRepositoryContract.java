package io.ordertrail.platform.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.platform.parking.ParkedEventRepository.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What keeps parked events keeps each once and in order, and gives each sequence to one node at a time. */
public abstract class ParkedEventRepositoryContract {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Instant LEASED = LATER.plusSeconds(120);
    private static final String ORDER = "01A";
    private static final String OTHER = "01B";

    /** Empty, for at most so many. */
    protected abstract ParkedEventRepository repository(int mostSequences, int mostEvents);

    private ParkedEventRepository repository() {
        return repository(10, 10);
    }

    private static ParkedEvent event(int number) {
        return new ParkedEvent("event-" + number, "order-01A", number, 100 + number, "OrderApproved", NOW);
    }

    private static void park(ParkedEventRepository repository, String sequence, ParkedEvent event) {
        repository.park(sequence, event, "It is broken", NOW, LATER);
    }

    private static Optional<ParkedSequence> take(ParkedEventRepository repository, Instant now) {
        return repository.take(now, now.plusSeconds(120), now.plusSeconds(120));
    }

    private static List<String> waiting(ParkedEventRepository repository) {
        return repository.find(ORDER).orElseThrow().events().stream().map(ParkedEvent::id).toList();
    }

    @Test
    void onlyAParkedSequenceTakesWhatFollows() {
        ParkedEventRepository repository = repository();

        assertThat(repository.append(ORDER, event(0))).isFalse();
        assertThat(repository.ids()).isEmpty();

        park(repository, ORDER, event(1));
        assertThat(repository.append(ORDER, event(2))).isTrue();
        assertThat(repository.append(OTHER, event(3))).isFalse();

        assertThat(repository.ids()).containsExactly(ORDER);
        assertThat(repository.find(ORDER)).contains(new ParkedSequence(ORDER, NOW, 1, LATER, Instant.EPOCH, 0, "It is broken",
                List.of(event(1), event(2))));
    }

    @Test
    void anEventThatComesAgainWaitsOnce() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));
        repository.append(ORDER, event(2));

        park(repository, ORDER, event(1));
        assertThat(repository.append(ORDER, event(2))).isTrue();

        assertThat(waiting(repository)).containsExactly("event-1", "event-2");
    }

    @Test
    void whatWasHandledBeforeItStoodStillIsNotPutBehindIt() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(2));

        assertThat(repository.append(ORDER, event(1))).isTrue();

        assertThat(waiting(repository)).containsExactly("event-2");
    }

    @Test
    void itIsTriedWhenItIsDueByOneNodeAndAgainWhenThatHasGone() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));

        assertThat(take(repository, LATER.minusMillis(1))).isEmpty();
        assertThat(take(repository, LATER)).get().returns(1L, ParkedSequence::lease).returns(LEASED, ParkedSequence::leasedUntil);
        assertThat(take(repository, LEASED.minusMillis(1))).isEmpty();
        assertThat(take(repository, LEASED)).get().returns(2L, ParkedSequence::lease);
    }

    @Test
    void aLeaseFromAnotherClockHoldsNothing() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));
        take(repository, LATER.plus(Duration.ofDays(1)));

        assertThat(take(repository, LATER)).isPresent();
    }

    @Test
    void handledEventsGoOneByOneAndTheSequenceWithTheLast() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));
        repository.append(ORDER, event(2));
        ParkedSequence taken = take(repository, LATER).orElseThrow();

        ParkedSequence left = repository.handled(taken, LEASED.plusSeconds(1)).orElseThrow();
        assertThat(left).returns(List.of(event(2)), ParkedSequence::events).returns(0, ParkedSequence::attempts)
                .returns(null, ParkedSequence::cause).returns(LEASED.plusSeconds(1), ParkedSequence::leasedUntil);
        assertThat(repository.handled(left, LEASED)).isEmpty();

        assertThat(repository.ids()).isEmpty();
        assertThat(repository.append(ORDER, event(3))).isFalse();
        assertThat(repository.amount()).isEqualTo(new Amount(0, 0, null));
    }

    @Test
    void whoHasLostTheLeaseChangesNothing() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));
        ParkedSequence lost = take(repository, LATER).orElseThrow();
        ParkedSequence held = take(repository, LEASED).orElseThrow();

        assertThat(repository.handled(lost, LEASED)).isEmpty();
        repository.postpone(lost, 7, "Too late", NOW);

        assertThat(repository.find(ORDER)).contains(held);
    }

    @Test
    void whatFailsAgainSaysSoAndWaits() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));

        repository.postpone(take(repository, LATER).orElseThrow(), 2, "It is still broken", LEASED);

        assertThat(take(repository, LEASED.minusMillis(1))).isEmpty();
        assertThat(take(repository, LEASED)).get().returns(2, ParkedSequence::attempts)
                .returns("It is still broken", ParkedSequence::cause);
    }

    @Test
    void aPersonCanHaveItTriedAtOnce() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));

        assertThat(repository.hasten(OTHER, NOW)).isFalse();
        assertThat(repository.hasten(ORDER, NOW)).isTrue();

        assertThat(take(repository, NOW)).isPresent();
        assertThat(repository.hasten(ORDER, NOW)).isTrue();
        assertThat(take(repository, NOW)).as("while a node is at it").isEmpty();
    }

    @Test
    void aPersonCanGiveUpTheFirstEventAndNoOther() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));
        repository.append(ORDER, event(2));

        assertThat(repository.discard(ORDER, "event-2", NOW)).isFalse();
        assertThat(repository.discard(ORDER, "event-1", NOW)).isTrue();
        assertThat(repository.discard(ORDER, "event-1", NOW)).isFalse();

        assertThat(waiting(repository)).containsExactly("event-2");
        assertThat(repository.discard(ORDER, "event-2", NOW)).isTrue();
        assertThat(repository.ids()).isEmpty();
    }

    @Test
    void whatIsBeingTriedCannotBeGivenUp() {
        ParkedEventRepository repository = repository();
        park(repository, ORDER, event(1));
        take(repository, LATER);

        assertThat(repository.discard(ORDER, "event-1", LATER)).isFalse();
        assertThat(repository.discard(ORDER, "event-1", LEASED)).isTrue();
    }

    @Test
    void whatHasNoRoomIsNotTaken() {
        ParkedEventRepository repository = repository(1, 2);
        park(repository, ORDER, event(1));
        repository.append(ORDER, event(2));

        assertThatThrownBy(() -> repository.append(ORDER, event(3))).isInstanceOf(ParkingFull.class);
        assertThatThrownBy(() -> park(repository, OTHER, event(4))).isInstanceOf(ParkingFull.class);

        assertThat(repository.append(ORDER, event(2))).as("it is there already").isTrue();
        assertThat(repository.amount()).isEqualTo(new Amount(1, 2, NOW));
    }

    @Test
    void pagesGoByIdAndAmountsAreOfAll() {
        ParkedEventRepository repository = repository();
        List.of("01C", "01A", "01B").forEach(sequence -> park(repository, sequence, event(1)));
        repository.append("01B", event(2));

        assertThat(repository.list("", 2)).extracting(ParkedSequence::id).containsExactly("01A", "01B");
        assertThat(repository.list("01B", 2)).extracting(ParkedSequence::id).containsExactly("01C");
        assertThat(repository.amount()).isEqualTo(new Amount(3, 4, NOW));
    }

    @Test
    void whatIsParkedFromTwoSidesAtOnceIsOneSequence() {
        ParkedEventRepository repository = repository();

        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(number -> CompletableFuture
                .runAsync(() -> park(repository, ORDER, event(1)))).toArray(CompletableFuture[]::new)).join();

        assertThat(waiting(repository)).containsExactly("event-1");
    }
}
