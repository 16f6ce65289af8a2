package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.deadline.Deadline;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No deadline that a version before has set is lost by an upgrade, whatever kept it. */
@StoreTest
class FormerDeadlinesTest {

    private static final Instant DUE = Instant.parse("2026-11-30T01:39:43.316Z");

    private static Document job(String ticket, String state) {
        String parameters =
                "{\"jobDetails\":{\"jobParameters\":[{\"object\":{\"ticket\":\"%s\",\"due\":\"2026-11-30T01:39:43.316204496Z\"}}]}}";
        return new Document("_id", UUID.randomUUID().toString()).append("state", state).append("jobAsJson", parameters.formatted(ticket));
    }

    private static List<Deadline> all(DeadlineRepository deadlines) {
        return deadlines.take(DUE, DUE.plusSeconds(60), DUE.plusSeconds(120), 10);
    }

    @Test
    void jobsThatHaveNotRungAreMovedOnce(MongoDatabase database) {
        database.getCollection("command_jobs")
                .insertMany(List.of(job("01A", "SCHEDULED"), job("01B", "FAILED"), job("01C", "SUCCEEDED"), job("01D", "DELETED")));
        MongoDeadlineRepository deadlines = new MongoDeadlineRepository(database);

        FormerDeadlines.moveInto(deadlines, database);
        FormerDeadlines.moveInto(deadlines, database);

        assertThat(all(deadlines)).extracting(Deadline::ticket).containsExactlyInAnyOrder(new TicketId("01A"), new TicketId("01B"));
        assertThat(database.getCollection("command_jobs").countDocuments()).isEqualTo(2);
    }

    @Test
    void tasksThatHaveNotRungAreMovedOnce() {
        DataSource database = Databases.empty();
        JdbcClient client = JdbcClient.create(database);
        client.sql("""
                CREATE TABLE scheduled_tasks (task_name VARCHAR(100) NOT NULL, task_instance VARCHAR(100) NOT NULL,
                task_data VARBINARY(1024), execution_time TIMESTAMP WITH TIME ZONE)""").update();
        client.sql("INSERT INTO scheduled_tasks VALUES ('acceptance-deadline', '01A', NULL, TIMESTAMP '2026-11-30 02:39:43.316+1:00')")
                .update();

        Databases.tables(database);
        DeadlineRepository deadlines = new JdbcDeadlineRepository(Databases.tables(database));

        assertThat(all(deadlines)).containsExactly(new Deadline(new TicketId("01A"), DUE, 1, DUE.plusSeconds(60)));
    }
}
