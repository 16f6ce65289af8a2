package io.ordertrail.command.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.ordertrail.command.deadline.Deadline;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.mongo.Duplicates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Deadlines in one collection, {@code {_id: ticket, due, next, attempts}}; each is taken by one conditional write. */
class MongoDeadlineRepository implements DeadlineRepository {

    private static final String DUE = "due";
    private static final String NEXT = "next";
    private static final String ATTEMPTS = "attempts";
    private static final FindOneAndUpdateOptions EARLIEST = new FindOneAndUpdateOptions().sort(Sorts.ascending(NEXT))
            .returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> deadlines;

    MongoDeadlineRepository(MongoDatabase database) {
        deadlines = database.getCollection("command.deadlines");
        deadlines.createIndex(Indexes.ascending(NEXT));
        deadlines.createIndex(Indexes.ascending(DUE));
    }

    @Override
    public void add(TicketId ticket, Instant due) {
        try {
            deadlines.insertOne(new Document("_id", ticket.value()).append(DUE, Date.from(due)).append(NEXT, Date.from(due))
                    .append(ATTEMPTS, 0));
        } catch (MongoWriteException e) {
            if (!Duplicates.areAllThatFailed(e)) {
                throw e;
            }
        }
    }

    @Override
    public List<Deadline> take(Instant now, Instant until, Instant farthest, int limit) {
        Bson open = or(lte(NEXT, Date.from(now)), and(gt(ATTEMPTS, 0), gt(NEXT, Date.from(farthest))));
        Bson ours = Updates.combine(Updates.set(NEXT, Date.from(until)), Updates.inc(ATTEMPTS, 1));
        List<Deadline> taken = new ArrayList<>();
        while (taken.size() < limit) {
            Document deadline = deadlines.findOneAndUpdate(open, ours, EARLIEST);
            if (deadline == null) {
                break;
            }
            taken.add(new Deadline(new TicketId(deadline.getString("_id")), deadline.getDate(DUE).toInstant(),
                    deadline.getInteger(ATTEMPTS), until));
        }
        return taken;
    }

    @Override
    public void complete(Deadline taken) {
        deadlines.deleteOne(as(taken));
    }

    @Override
    public void postpone(Deadline taken, Instant next) {
        deadlines.updateOne(as(taken), Updates.set(NEXT, Date.from(next)));
    }

    /** The count of attempts tells whose turn it is. */
    private static Bson as(Deadline taken) {
        return and(eq(taken.ticket().value()), eq(ATTEMPTS, taken.attempts()));
    }

    @Override
    public Overdue dueBefore(Instant time) {
        Bson overdue = lt(DUE, Date.from(time));
        Document oldest = deadlines.find(overdue).sort(Sorts.ascending(DUE)).first();
        return oldest == null ? new Overdue(0, null) : new Overdue(deadlines.countDocuments(overdue), oldest.getDate(DUE).toInstant());
    }
}
