package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.process.CourierCard;
import io.ordertrail.command.process.DispatchBoard;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a dispatch board does, whatever it is kept in. */
abstract class DispatchBoardContract {

    static final CourierId ANN = new CourierId("ann");
    static final CourierId BOB = new CourierId("bob");

    /** The same board, as two nodes have it. */
    DispatchBoard board;
    DispatchBoard other;

    @Test
    void cardIsFoundAsItWasNoted() {
        CourierCard card = new CourierCard(ANN, true, 3, 2, 7);
        board.note(card);

        assertThat(board.find(ANN)).contains(card);
        assertThat(board.find(BOB)).isEmpty();
    }

    @Test
    void laterVersionStaysWhicheverComesFirst() {
        CourierCard earlier = new CourierCard(ANN, true, 3, 2, 7);
        CourierCard later = new CourierCard(ANN, false, 3, 1, 8);

        board.note(earlier);
        board.note(later);
        board.note(earlier);

        assertThat(board.find(ANN)).contains(later);
    }

    @Test
    void amongManyWhoNoteAtOnceTheLatestVersionStays() {
        List<CourierCard> cards =
                new ArrayList<>(IntStream.rangeClosed(1, 40).mapToObj(version -> new CourierCard(ANN, true, 50, version, version))
                        .toList());
        CourierCard latest = cards.getLast();
        Collections.shuffle(cards, new Random(1));

        AtOnce.all(cards.stream().<Runnable>map(card -> () -> (card.version() % 2 == 0 ? board : other).note(card)).toList());

        assertThat(board.find(ANN)).contains(latest);
    }

    @Test
    void couriersWithRoomAreOnDutyAndNotFull() {
        board.note(new CourierCard(ANN, true, 2, 2, 1));
        board.note(new CourierCard(BOB, false, 2, 0, 1));
        board.note(new CourierCard(new CourierId("cyd"), true, 2, 1, 1));
        board.note(new CourierCard(new CourierId("dan"), true, 2, 0, 1));

        assertThat(board.couriersWithRoom()).extracting(CourierId::value).containsExactly("dan", "cyd");
    }

    @Test
    void waitsOnceUntilItLeaves() {
        board.await(new OrderId("01B"));
        board.await(new OrderId("01A"));
        board.await(new OrderId("01C"));
        board.await(new OrderId("01A"));
        board.leave(new OrderId("01B"));
        board.leave(new OrderId("01B"));

        assertThat(board.waiting(10)).extracting(OrderId::value).containsExactly("01A", "01C");
        assertThat(board.waiting(1)).extracting(OrderId::value).containsExactly("01A");
    }

    @Test
    void whatOneNodeWritesTheOtherSees() {
        board.note(new CourierCard(ANN, true, 1, 0, 0));
        board.await(new OrderId("01A"));

        assertThat(other.couriersWithRoom()).containsExactly(ANN);
        other.leave(new OrderId("01A"));
        assertThat(board.waiting(1)).isEmpty();
    }
}
