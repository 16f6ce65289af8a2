package io.ordertrail.command.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.events.TicketId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * Deadlines as versions before kept them on MongoDB: jobs of JobRunr, which has no part in this any more. Each start moves what is not
 * handled, jobs given up after their last attempt among it. A node of the former version that handles one of them meanwhile does no harm.
 */
final class FormerDeadlines {

    private static final Pattern TICKET_AND_DUE = Pattern.compile("\"object\":\\{\"ticket\":\"([^\"]+)\",\"due\":\"([^\"]+)\"}");

    private FormerDeadlines() {
    }

    static void moveInto(DeadlineRepository deadlines, MongoDatabase database) {
        MongoCollection<Document> jobs = database.getCollection("command_jobs");
        for (Document job : jobs.find(nin("state", "SUCCEEDED", "DELETED"))) {
            Matcher stored = TICKET_AND_DUE.matcher(job.getString("jobAsJson"));
            if (stored.find()) {
                deadlines.add(new TicketId(stored.group(1)), Instant.parse(stored.group(2)).truncatedTo(ChronoUnit.MILLIS));
                jobs.deleteOne(eq(job.get("_id")));
            }
        }
    }
}
