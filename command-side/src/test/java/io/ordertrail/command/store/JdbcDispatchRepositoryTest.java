package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDispatchRepositoryTest extends DispatchRepositoryContract {

    private final DataSource database = Databases.empty();

    @BeforeEach
    void hangUp() {
        repository = new JdbcDispatchRepository(Databases.tables(database));
        other = new JdbcDispatchRepository(Databases.tables(database));
    }

    @Test
    void everyoneSeesWhatWasWrittenBeforeTheSurroundingTransactionEnds() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            await("01A", NOW);
            repository.note(courier("ann", true, 1, 0, 0));

            assertThat(CompletableFuture.supplyAsync(() -> repository.waiting(1)).join()).hasSize(1);
            assertThat(CompletableFuture.supplyAsync(() -> repository.couriersWithRoom(null, 1)).join()).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(repository.waiting(1)).hasSize(1);
        assertThat(repository.couriersWithRoom(null, 1)).hasSize(1);
    }

    @Test
    void boardIsTheSameAfterTheTablesAreMadeAgain() {
        await("01A", NOW);

        assertThat(new JdbcDispatchRepository(Databases.tables(database)).waiting(1)).hasSize(1);
    }

    @Test
    void whatAVersionBeforeHasWrittenDownIsKept() {
        JdbcClient client = JdbcClient.create(database);
        client.sql("DROP TABLE dispatch_couriers").update();
        client.sql("DROP TABLE dispatch_waiting").update();
        client.sql("""
                CREATE TABLE dispatch_couriers (courier_id VARCHAR(64) NOT NULL PRIMARY KEY, on_duty BOOLEAN NOT NULL,
                    capacity INTEGER NOT NULL, carrying INTEGER NOT NULL, version BIGINT NOT NULL)""").update();
        client.sql("CREATE TABLE dispatch_waiting (order_id VARCHAR(64) NOT NULL PRIMARY KEY)").update();
        client.sql("INSERT INTO dispatch_couriers VALUES ('ann', TRUE, 2, 1, 4)").update();
        client.sql("INSERT INTO dispatch_waiting VALUES ('01A')").update();

        DispatchRepository later = new JdbcDispatchRepository(Databases.tables(database));

        assertThat(later.find(ANN)).contains(new CourierAvailability(ANN, true, 2, 1, Instant.EPOCH, 4));
        assertThat(later.queue().oldest()).isAfter(NOW.minusSeconds(86_400 * 365L));
        later.waiting(10).forEach(later::leave);
        assertThat(later.waiting(10)).isEmpty();
    }
}
