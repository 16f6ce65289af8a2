package io.ordertrail.platform.parking;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.size;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.mongo.Duplicates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A document for each parked sequence, with its events in it, so that each step is one conditional write. */
class MongoParkedEventRepository implements ParkedEventRepository {

    private static final String ID = "_id";
    private static final String SINCE = "since";
    private static final String ATTEMPTS = "attempts";
    private static final String NEXT = "next";
    private static final String LEASED_UNTIL = "leasedUntil";
    private static final String LEASE = "lease";
    private static final String CAUSE = "cause";
    private static final String EVENTS = "events";
    private static final String EVENT_ID = "id";
    private static final String POSITION = "position";
    private static final Date NEVER = new Date(0);
    private static final Bson NOT_YET_TRIED = Updates.combine(Updates.set(ATTEMPTS, 0), Updates.unset(CAUSE));
    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> sequences;
    private final int mostSequences;
    private final int mostEvents;

    MongoParkedEventRepository(MongoDatabase database, int mostSequences, int mostEvents) {
        this.sequences = database.getCollection("command.parked-events");
        this.mostSequences = mostSequences;
        this.mostEvents = mostEvents;
    }

    @Override
    public Set<String> ids() {
        return sequences.find().projection(Projections.include(ID)).map(sequence -> sequence.getString(ID)).into(new HashSet<>());
    }

    @Override
    public boolean append(String sequence, ParkedEvent event) {
        Bson hasRoom = and(eq(sequence), lte(EVENTS + ".0." + POSITION, event.position()), ne(EVENTS + "." + EVENT_ID, event.id()),
                exists("%s.%d".formatted(EVENTS, mostEvents - 1), false));
        if (sequences.updateOne(hasRoom, Updates.push(EVENTS, written(event))).getMatchedCount() > 0) {
            return true;
        }
        Optional<ParkedSequence> parked = find(sequence);
        if (parked.isPresent() && parked.get().lacks(event)) {
            throw new ParkingFull("events of %s".formatted(sequence), mostEvents);
        }
        return parked.isPresent();
    }

    @Override
    public void park(String sequence, ParkedEvent event, String cause, Instant now, Instant next) {
        while (!append(sequence, event)) {
            if (sequences.countDocuments() >= mostSequences) {
                throw new ParkingFull("sequences", mostSequences);
            }
            try {
                // Here and not at the start, which would need the store for what mostly never happens.
                sequences.createIndex(Indexes.ascending(NEXT));
                sequences.insertOne(new Document(ID, sequence).append(SINCE, Date.from(now)).append(ATTEMPTS, 1)
                        .append(NEXT, Date.from(next)).append(LEASED_UNTIL, NEVER).append(LEASE, 0L).append(CAUSE, cause)
                        .append(EVENTS, List.of(written(event))));
                return;
            } catch (MongoWriteException e) {
                // Somebody else was faster, so there is a sequence to append to.
                if (!Duplicates.areAllThatFailed(e)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Optional<ParkedSequence> take(Instant now, Instant until, Instant farthest) {
        Bson free = or(lte(LEASED_UNTIL, Date.from(now)), gt(LEASED_UNTIL, Date.from(farthest)));
        return Optional.ofNullable(sequences.findOneAndUpdate(and(lte(NEXT, Date.from(now)), free),
                Updates.combine(Updates.set(LEASED_UNTIL, Date.from(until)), Updates.inc(LEASE, 1L)),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(NEXT)).returnDocument(ReturnDocument.AFTER)))
                .map(MongoParkedEventRepository::read);
    }

    /** Gone with its last event, if that is the last at this moment; otherwise the next one stands first, not yet tried. */
    @Override
    public Optional<ParkedSequence> handled(ParkedSequence leased, Instant until) {
        if (sequences.deleteOne(and(ours(leased), size(EVENTS, 1))).getDeletedCount() > 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(sequences.findOneAndUpdate(ours(leased), Updates.combine(Updates.popFirst(EVENTS),
                NOT_YET_TRIED, Updates.set(LEASED_UNTIL, Date.from(until))), AFTER)).map(MongoParkedEventRepository::read);
    }

    @Override
    public void postpone(ParkedSequence leased, int attempts, String cause, Instant next) {
        sequences.updateOne(ours(leased), Updates.combine(Updates.set(ATTEMPTS, attempts), Updates.set(CAUSE, cause),
                Updates.set(NEXT, Date.from(next)), Updates.set(LEASED_UNTIL, NEVER)));
    }

    private static Bson ours(ParkedSequence leased) {
        return and(eq(leased.id()), eq(LEASE, leased.lease()), eq(EVENTS + ".0." + EVENT_ID, leased.first().id()));
    }

    @Override
    public boolean hasten(String sequence, Instant now) {
        return sequences.updateOne(eq(sequence), Updates.set(NEXT, Date.from(now))).getMatchedCount() > 0;
    }

    @Override
    public boolean discard(String sequence, String event, Instant now) {
        Bson untouched = and(eq(sequence), eq(EVENTS + ".0." + EVENT_ID, event), lte(LEASED_UNTIL, Date.from(now)));
        return sequences.deleteOne(and(untouched, size(EVENTS, 1))).getDeletedCount() > 0
                || sequences.updateOne(untouched, Updates.combine(Updates.popFirst(EVENTS), NOT_YET_TRIED,
                        Updates.set(NEXT, Date.from(now)))).getModifiedCount() > 0;
    }

    @Override
    public Optional<ParkedSequence> find(String sequence) {
        return Optional.ofNullable(sequences.find(eq(sequence)).first()).map(MongoParkedEventRepository::read);
    }

    @Override
    public List<ParkedSequence> list(String after, int limit) {
        return sequences.find(gt(ID, after)).sort(Sorts.ascending(ID)).limit(limit).map(MongoParkedEventRepository::read)
                .into(new ArrayList<>());
    }

    @Override
    public Amount amount() {
        long count = 0;
        long events = 0;
        Date oldest = null;
        for (Document sequence : sequences.find().projection(Projections.include(SINCE, EVENTS + "." + EVENT_ID))) {
            count++;
            events += sequence.getList(EVENTS, Document.class).size();
            Date since = sequence.getDate(SINCE);
            oldest = oldest == null || since.before(oldest) ? since : oldest;
        }
        return new Amount(count, events, oldest == null ? null : oldest.toInstant());
    }

    private static Document written(ParkedEvent event) {
        return new Document(EVENT_ID, event.id()).append("aggregate", event.aggregate()).append("sequence", event.sequence())
                .append(POSITION, event.position()).append("type", event.type()).append("time", Date.from(event.time()));
    }

    private static ParkedSequence read(Document sequence) {
        return new ParkedSequence(sequence.getString(ID), sequence.getDate(SINCE).toInstant(), sequence.getInteger(ATTEMPTS),
                sequence.getDate(NEXT).toInstant(), sequence.getDate(LEASED_UNTIL).toInstant(), sequence.getLong(LEASE),
                sequence.getString(CAUSE), sequence.getList(EVENTS, Document.class).stream().map(event -> new ParkedEvent(
                        event.getString(EVENT_ID), event.getString("aggregate"), event.getLong("sequence"), event.getLong(POSITION),
                        event.getString("type"), event.getDate("time").toInstant())).toList());
    }
}
