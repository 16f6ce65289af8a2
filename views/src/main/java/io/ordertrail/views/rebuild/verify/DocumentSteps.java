package io.ordertrail.views.rebuild.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Folding;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * One document folded anew before somebody's eyes: what each event makes of the entry, up to the events that the stored one knows of. Folds are pure,
 * so nothing comes of it but this.
 *
 * @param steps the last thousand, in the order in which they are folded
 * @param events all that are folded into it
 * @param document the entry that they come to; null if there is none
 * @param live the entry as it is stored; null if there is none, or none that can be read
 * @param equal whether both are the same, as far as they are stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentSteps(List<Step> steps, int events, Map<String, Object> document, Map<String, Object> live, boolean equal) {

    /** More would be a page that nobody reads. */
    private static final int MOST = 1_000;

    /**
     * What one event has made of it.
     *
     * @param changed the fields of the entry that it has changed, the first 50
     * @param elapsedMicros how long the fold has taken, in microseconds
     * @param error why it could not be folded; what comes after it waits, and changes nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(long position, String type, String aggregateType, String aggregateId, long sequence, Instant time,
            List<Changed> changed,
            long elapsedMicros, String error) {
    }

    /**
     * One field that has changed.
     *
     * @param field JSON pointer into the entry; empty for the whole of it
     * @param before as text, null if it was not there
     * @param after as text, null if it is not there any more
     */
    public record Changed(String field, @JsonInclude(JsonInclude.Include.ALWAYS) String before,
            @JsonInclude(JsonInclude.Include.ALWAYS) String after) {
    }

    /**
     * @param live the document as it is stored
     * @param known the same, with the last event of each aggregate that it knows of
     */
    public static <E> DocumentSteps of(Projection<E> projection, Documents<E> documents, Narrow<E> narrow, RawBsonDocument live,
            Stored<E> known) {
        Folding<E> folding = new Folding<>(projection, known.id(), null);
        Deque<Step> steps = new ArrayDeque<>();
        List<Arrival> arrivals = narrow.upTo(known.id(), known.known());
        RawBsonDocument before = null;
        for (Arrival arrival : arrivals) {
            boolean stood = before != null && before.containsKey(Stored.PARKED);
            long begun = System.nanoTime();
            folding.apply(arrival, entry -> documents.change(new Stored<>(known.id(), 1, Map.of(), entry, null)));
            long elapsed = (System.nanoTime() - begun) / 1_000;
            Stored<E> now = folding.stored();
            RawBsonDocument after = documents.change(now).document();
            List<Changed> changed = Differences.between(entry(before), entry(after)).stream()
                    .map(field -> new Changed(field.field(), field.live(), field.built())).toList();
            steps.addLast(step(arrival, changed, elapsed, stood || now.parked() == null ? null : now.parked().error()));
            if (steps.size() > MOST) {
                steps.removeFirst();
            }
            before = after;
        }
        BsonValue folded = before == null ? null : before.get(Stored.ENTRY);
        BsonValue stored = live.get(Stored.ENTRY);
        return new DocumentSteps(List.copyOf(steps), arrivals.size(), plain(folded), plain(stored), Objects.equals(folded, stored));
    }

    private static Step step(Arrival arrival, List<Changed> changed, long elapsed, String error) {
        DomainEventMessage<?> event = arrival.message();
        String type = arrival.event() != null ? arrival.event().type() : event.getPayloadType().getSimpleName();
        String aggregate = event.getAggregateIdentifier();
        return new Step(Positions.ofEvent(event), type, event.getType(), aggregate.substring(aggregate.indexOf('-') + 1),
                event.getSequenceNumber(), event.getTimestamp(), changed, elapsed, error);
    }

    /** Never null, so that each field of a new entry is a change of its own. */
    private static BsonDocument entry(RawBsonDocument document) {
        BsonDocument wrapped = new BsonDocument();
        wrapped.put(Stored.ENTRY,
                document != null && document.get(Stored.ENTRY) instanceof BsonDocument entry ? entry : new BsonDocument());
        return wrapped;
    }

    private static Map<String, Object> plain(BsonValue entry) {
        if (!(entry instanceof BsonDocument document)) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> fields.put(name, plainValue(value)));
        return fields;
    }

    private static Object plainValue(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> plain(document);
            case BsonArray array -> {
                List<Object> all = new ArrayList<>();
                array.forEach(element -> all.add(plainValue(element)));
                yield all;
            }
            case BsonBoolean truth -> truth.getValue();
            case BsonInt32 number -> number.getValue();
            case BsonInt64 number -> number.getValue();
            case BsonDouble number -> number.getValue();
            case BsonNull nothing -> null;
            default -> Differences.text(value);
        };
    }
}
