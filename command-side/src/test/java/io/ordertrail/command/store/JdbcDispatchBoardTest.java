package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.process.CourierCard;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDispatchBoardTest {

    private static final CourierId ANN = new CourierId("ann");
    private static final CourierId BOB = new CourierId("bob");

    private final DataSource database = Databases.empty();
    private final JdbcDispatchBoard board = new JdbcDispatchBoard(CommandTables.in(database));

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
        List<CourierCard> cards = IntStream.rangeClosed(1, 40).mapToObj(version -> new CourierCard(ANN, true, 50, version, version))
                .collect(java.util.stream.Collectors.toList());
        CourierCard latest = cards.getLast();
        Collections.shuffle(cards, new java.util.Random(1));

        atOnce(cards.stream().<Runnable>map(card -> () -> board.note(card)).toList());

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
    void everyoneSeesWhatWasWrittenBeforeTheSurroundingTransactionEnds() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            board.await(new OrderId("01A"));
            board.note(new CourierCard(ANN, true, 1, 0, 0));

            assertThat(CompletableFuture.supplyAsync(() -> board.waiting(1)).join()).hasSize(1);
            assertThat(CompletableFuture.supplyAsync(board::couriersWithRoom).join()).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(board.waiting(1)).hasSize(1);
        assertThat(board.couriersWithRoom()).containsExactly(ANN);
    }

    @Test
    void boardIsTheSameAfterTheTablesAreMadeAgain() {
        board.await(new OrderId("01A"));

        assertThat(new JdbcDispatchBoard(CommandTables.in(database)).waiting(1)).hasSize(1);
    }

    static void atOnce(List<Runnable> deeds) {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            deeds.stream().map(deed -> CompletableFuture.runAsync(deed, threads)).toList().forEach(CompletableFuture::join);
        }
    }
}
