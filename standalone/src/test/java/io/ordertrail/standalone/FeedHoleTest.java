package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A transaction that was rolled back has taken positions which nothing will ever fill. */
@EnabledIf(value = "io.ordertrail.standalone.Stores#areEmbedded", disabledReason = "Axon Server has no position that was taken in vain")
class FeedHoleTest {

    private static final String CONSUMER = "{\"name\":\"Ada Lovelace\"}";

    @TempDir
    Path data;

    @Test
    void nobodyWaitsForAPositionThatWasRolledBack() throws SQLException {
        try (RunningSystem system = RunningSystem.start(data, Map.of())) {
            takePositionInVain(system.bean(DataSource.class));

            String token = system.api().post("/consumers", CONSUMER).expect(201).token();
            JsonNode first = system.api().get("/events?limit=1", "Consistency-Token", token).expect(200).body().path("events").path(0);

            assertThat(first.path("type").asString()).isEqualTo("ConsumerRegistered");
            assertThat(first.path("position").asLong()).isEqualTo(2);
        }
    }

    private static void takePositionInVain(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO DomainEventEntry (eventIdentifier, aggregateIdentifier, sequenceNumber, timeStamp, payloadType, payload)"
                            + " VALUES ('e', 'consumer-1', 0, '2026-11-21T18:00:00.000Z', 'ConsumerRegistered', X'00')");
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
