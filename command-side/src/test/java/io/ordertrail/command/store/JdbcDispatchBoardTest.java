package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.process.CourierCard;
import io.ordertrail.events.OrderId;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDispatchBoardTest extends DispatchBoardContract {

    private final DataSource database = Databases.empty();

    @BeforeEach
    void hangUp() {
        board = new JdbcDispatchBoard(CommandTables.in(database));
        other = new JdbcDispatchBoard(CommandTables.in(database));
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
}
