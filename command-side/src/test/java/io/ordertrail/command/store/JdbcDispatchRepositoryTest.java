package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.events.OrderId;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDispatchRepositoryTest extends DispatchRepositoryContract {

    private final DataSource database = Databases.empty();

    @BeforeEach
    void hangUp() {
        repository = new JdbcDispatchRepository(CommandTables.in(database));
        other = new JdbcDispatchRepository(CommandTables.in(database));
    }

    @Test
    void everyoneSeesWhatWasWrittenBeforeTheSurroundingTransactionEnds() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            repository.await(new OrderId("01A"));
            repository.note(new CourierAvailability(ANN, true, 1, 0, 0));

            assertThat(CompletableFuture.supplyAsync(() -> repository.waiting(1)).join()).hasSize(1);
            assertThat(CompletableFuture.supplyAsync(repository::couriersWithRoom).join()).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(repository.waiting(1)).hasSize(1);
        assertThat(repository.couriersWithRoom()).containsExactly(ANN);
    }

    @Test
    void boardIsTheSameAfterTheTablesAreMadeAgain() {
        repository.await(new OrderId("01A"));

        assertThat(new JdbcDispatchRepository(CommandTables.in(database)).waiting(1)).hasSize(1);
    }
}
