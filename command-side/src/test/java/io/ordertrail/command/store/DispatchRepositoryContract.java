package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
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

    /** The same repository, as two nodes have it. */
    DispatchRepository repository;
    DispatchRepository other;

    @Test
    void cardIsFoundAsItWasNoted() {
        CourierAvailability availability = new CourierAvailability(ANN, true, 3, 2, 7);
        repository.note(availability);

        assertThat(repository.find(ANN)).contains(availability);
        assertThat(repository.find(BOB)).isEmpty();
    }

    @Test
    void laterVersionStaysWhicheverComesFirst() {
        CourierAvailability earlier = new CourierAvailability(ANN, true, 3, 2, 7);
        CourierAvailability later = new CourierAvailability(ANN, false, 3, 1, 8);

        repository.note(earlier);
        repository.note(later);
        repository.note(earlier);

        assertThat(repository.find(ANN)).contains(later);
    }

    @Test
    void amongManyWhoNoteAtOnceTheLatestVersionStays() {
        List<CourierAvailability> availabilities =
                new ArrayList<>(IntStream.rangeClosed(1, 40).mapToObj(version -> new CourierAvailability(ANN, true, 50, version, version))
                        .toList());
        CourierAvailability latest = availabilities.getLast();
        Collections.shuffle(availabilities, new Random(1));

        AtOnce.all(availabilities.stream()
                .<Runnable>map(availability -> () -> (availability.version() % 2 == 0 ? repository : other).note(availability)).toList());

        assertThat(repository.find(ANN)).contains(latest);
    }

    @Test
    void couriersWithRoomAreOnDutyAndNotFull() {
        repository.note(new CourierAvailability(ANN, true, 2, 2, 1));
        repository.note(new CourierAvailability(BOB, false, 2, 0, 1));
        repository.note(new CourierAvailability(new CourierId("cyd"), true, 2, 1, 1));
        repository.note(new CourierAvailability(new CourierId("dan"), true, 2, 0, 1));

        assertThat(repository.couriersWithRoom()).extracting(CourierId::value).containsExactly("dan", "cyd");
    }

    @Test
    void waitsOnceUntilItLeaves() {
        repository.await(new OrderId("01B"));
        repository.await(new OrderId("01A"));
        repository.await(new OrderId("01C"));
        repository.await(new OrderId("01A"));
        repository.leave(new OrderId("01B"));
        repository.leave(new OrderId("01B"));

        assertThat(repository.waiting(10)).extracting(OrderId::value).containsExactly("01A", "01C");
        assertThat(repository.waiting(1)).extracting(OrderId::value).containsExactly("01A");
    }

    @Test
    void whatOneNodeWritesTheOtherSees() {
        repository.note(new CourierAvailability(ANN, true, 1, 0, 0));
        repository.await(new OrderId("01A"));

        assertThat(other.couriersWithRoom()).containsExactly(ANN);
        other.leave(new OrderId("01A"));
        assertThat(repository.waiting(1)).isEmpty();
    }
}
