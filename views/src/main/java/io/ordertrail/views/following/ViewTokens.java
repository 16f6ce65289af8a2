package io.ordertrail.views.following;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.membership.OwnedTokenStore;
import io.ordertrail.views.history.Positions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The tokens of one generation of a view, beside its documents: how far each segment has come, which node follows it, and which event it has
 * folded last.
 */
public final class ViewTokens extends OwnedTokenStore {

    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();
    private static final String LAST = "last";

    private volatile Supplier<Optional<Last>> begin = Optional::empty;
    private final Map<Integer, Last> folded = new ConcurrentHashMap<>();

    /** The event that a segment has folded last. */
    record Last(long position, String event) {

        Document document() {
            return new Document("position", position).append("event", event);
        }
    }

    public ViewTokens(MongoDatabase database, String collection, Membership membership) {
        super(database, collection, SERIALIZER, membership);
    }

    /**
     * To be stored with all segments when they are made.
     *
     * @param event asked then, and only of whoever makes them
     */
    void beginAfter(Supplier<Optional<Last>> event) {
        begin = event;
    }

    @Override
    public void initializeTokenSegments(String processor, int segments, TrackingToken first) {
        super.initializeTokenSegments(processor, segments, first);
        begin.get().ifPresent(last -> change(processor, Updates.set(LAST, last.document())));
    }

    /** To be stored with the segment's next token. */
    void folded(int segment, EventMessage<?> last) {
        folded.put(segment, new Last(Positions.ofEvent(last), last.getIdentifier()));
    }

    @Override
    protected Optional<Bson> beside(int segment) {
        return Optional.ofNullable(folded.get(segment))
                .map(last -> Updates.set(LAST, last.document()));
    }

    /** Of all segments that have folded any. */
    List<Last> last(String processor) {
        return documents(processor).stream().map(token -> token.get(LAST, Document.class)).filter(Objects::nonNull)
                .map(last -> new Last(last.getLong("position"), last.getString("event"))).toList();
    }
}
