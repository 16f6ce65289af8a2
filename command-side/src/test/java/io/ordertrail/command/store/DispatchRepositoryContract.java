package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchProcesses;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.command.dispatch.DispatchRepository.Queue;
import io.ordertrail.command.dispatch.WaitingDelivery;
import io.ordertrail.command.process.World;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a dispatch repository does, whatever it is kept in. */
abstract class DispatchRepositoryContract {

    static final CourierId ANN = new CourierId("ann");
    static final CourierId BOB = new CourierId("bob");
    static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");

    /** The same, as two nodes have it. */
    DispatchRepository repository;
    DispatchRepository other;

    @Test
    void availabilityIsFoundAsItWasNoted() {
        CourierAvailability noted = courier("ann", true, 3, 2, 7);
        repository.note(noted);

        assertThat(repository.find(ANN)).contains(noted);
        assertThat(repository.find(BOB)).isEmpty();
    }

    @Test
    void laterVersionStaysWhicheverComesFirst() {
        CourierAvailability earlier = courier("ann", true, 3, 2, 7);
        CourierAvailability later = courier("ann", false, 3, 1, 8);

        repository.note(earlier);
        repository.note(later);
        repository.note(earlier);

        assertThat(repository.find(ANN)).contains(later);
    }

    @Test
    void amongManyWhoNoteAtOnceTheLatestVersionStays() {
        List<CourierAvailability> all = new ArrayList<>(
                IntStream.rangeClosed(1, 40).mapToObj(version -> courier("ann", true, 50, version, version)).toList());
        CourierAvailability latest = all.getLast();
        Collections.shuffle(all, new Random(1));

        AtOnce.all(all.stream().<Runnable>map(one -> () -> (one.version() % 2 == 0 ? repository : other).note(one)).toList());

        assertThat(repository.find(ANN)).contains(latest);
    }

    @Test
    void aCourierIsForgottenUnlessAnotherVersionHasBeenNotedMeanwhile() {
        CourierAvailability read = courier("ann", true, 3, 2, 7);
        CourierAvailability later = courier("ann", true, 3, 1, 8);
        repository.note(read);
        other.note(later);

        repository.forget(read);
        assertThat(repository.find(ANN)).contains(later);
        repository.forget(later);
        assertThat(repository.find(ANN)).isEmpty();
    }

    @Test
    void couriersWithRoomAreOnDutyAndNotFull() {
        repository.note(courier("ann", true, 2, 2, 1));
        repository.note(courier("bob", false, 2, 0, 1));
        repository.note(courier("cyd", true, 2, 1, 1));
        repository.note(courier("dan", true, 2, 0, 1));

        assertThat(repository.couriersWithRoom(null, 10)).extracting(courier -> courier.courierId().value()).containsExactly("dan", "cyd");
    }

    @Test
    void whoCarriesLeastComesFirstAndThenWhoHasWaitedLongestPageByPage() {
        List<CourierAvailability> inOrder = List.of(
                new CourierAvailability(new CourierId("d"), true, 9, 0, Instant.EPOCH, 1),
                new CourierAvailability(new CourierId("c"), true, 9, 0, NOW, 1),
                new CourierAvailability(new CourierId("e"), true, 9, 0, NOW, 1),
                new CourierAvailability(new CourierId("a"), true, 9, 0, NOW.plusMillis(1), 1),
                new CourierAvailability(new CourierId("b"), true, 9, 1, Instant.EPOCH, 1));
        inOrder.reversed().forEach(repository::note);

        assertThat(repository.couriersWithRoom(null, 10)).isEqualTo(inOrder);
        for (int i = 0; i < inOrder.size(); i++) {
            assertThat(other.couriersWithRoom(inOrder.get(i), 2)).isEqualTo(inOrder.subList(i + 1, Math.min(i + 3, inOrder.size())));
        }
    }

    @Test
    void waitsOnceUntilItLeaves() {
        await("01B", NOW);
        await("01A", NOW);
        await("01C", NOW);
        await("01A", NOW);
        repository.leave(new OrderId("01B"));
        repository.leave(new OrderId("01B"));

        assertThat(repository.waiting(10)).extracting(waiting -> waiting.orderId().value()).containsExactly("01A", "01C");
        assertThat(repository.waiting(1)).extracting(waiting -> waiting.orderId().value()).containsExactly("01A");
    }

    @Test
    void whatIsToBePickedUpSoonestComesFirst() {
        await("01A", NOW.plusSeconds(2));
        await("01B", NOW);
        await("01C", NOW.plusSeconds(1));
        await("01D", NOW);

        assertThat(repository.waiting(3)).extracting(waiting -> waiting.orderId().value()).containsExactly("01B", "01D", "01C");
    }

    @Test
    void whoeverHasLookedBeforeItWasSaidAgainTakesNothingAway() {
        WaitingDelivery first = await("01A", NOW);
        WaitingDelivery again = await("01A", NOW);

        other.leave(first);
        assertThat(repository.find(new OrderId("01A"))).contains(again);
        other.leave(again);
        assertThat(repository.find(new OrderId("01A"))).isEmpty();
    }

    @Test
    void theQueueTellsItsLengthAndItsOldest() {
        assertThat(repository.queue()).isEqualTo(new Queue(0, null));
        repository.await(new WaitingDelivery(new OrderId("01B"), NOW, "1"), NOW.plusMillis(5));
        repository.await(new WaitingDelivery(new OrderId("01A"), NOW, "2"), NOW.plusMillis(9));
        repository.await(new WaitingDelivery(new OrderId("01B"), NOW, "3"), NOW.plusMillis(20));

        assertThat(other.queue()).isEqualTo(new Queue(2, NOW.plusMillis(5)));
    }

    @Test
    void manyWhoSayAtOnceThatItWaitsAllSucceed() {
        AtOnce.all(IntStream.range(0, 20).<Runnable>mapToObj(i -> () -> (i % 2 == 0 ? repository : other)
                .await(new WaitingDelivery(new OrderId("01A"), NOW, "stamp-" + i), NOW)).toList());

        assertThat(repository.queue().length()).isEqualTo(1);
    }

    @Test
    void whatOneNodeWritesTheOtherSees() {
        repository.note(courier("ann", true, 1, 0, 0));
        await("01A", NOW);

        assertThat(other.couriersWithRoom(null, 1)).hasSize(1);
        other.leave(new OrderId("01A"));
        assertThat(repository.waiting(1)).isEmpty();
    }

    @Test
    void aStoreThatWasLostOrIsWrongIsMadeWhatTheEventsSay() {
        World world = new World();
        world.consumer(null);
        world.courier("ann", 2);
        for (String order : List.of("01A", "01B", "01C", "01D")) {
            world.place(order);
            world.rest();
            world.accept(order);
            world.rest();
        }
        world.passSilently(Duration.ofMinutes(2));

        assertThat(reconcile(world)).isEqualTo(3);
        assertThat(repository.find(ANN)).contains(world.dispatch.couriers.get(ANN));
        assertThat(repository.waiting(10)).extracting(WaitingDelivery::orderId, WaitingDelivery::pickUpAt)
                .containsExactlyElementsOf(world.dispatch.waiting(10).stream()
                        .map(waiting -> tuple(waiting.orderId(), waiting.pickUpAt())).toList());
        assertThat(reconcile(world)).isZero();

        repository.note(courier("ann", false, 2, 0, 99));
        repository.leave(new OrderId("01C"));
        await("01A", NOW);
        await("01D", NOW);
        assertThat(reconcile(world)).isBetween(3, 4);
        assertThat(repository.find(ANN)).contains(world.dispatch.couriers.get(ANN));
        assertThat(repository.waiting(10)).extracting(waiting -> waiting.orderId().value()).containsExactly("01C", "01D");
        assertThat(reconcile(world)).isZero();
    }

    private int reconcile(World world) {
        return DispatchProcesses.reconcile(repository, world.steps, world.store, world.clock);
    }

    static CourierAvailability courier(String id, boolean onDuty, int capacity, int carrying, long version) {
        return new CourierAvailability(new CourierId(id), onDuty, capacity, carrying, NOW, version);
    }

    private int stamps;

    WaitingDelivery await(String order, Instant pickUpAt) {
        WaitingDelivery waiting = new WaitingDelivery(new OrderId(order), pickUpAt, "stamp-" + stamps++);
        repository.await(waiting, NOW);
        return waiting;
    }
}
