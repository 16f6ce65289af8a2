package io.ordertrail.views.projection;

import com.mongodb.client.model.IndexModel;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.documents.Documents;
import java.util.Collection;
import java.util.List;

/**
 * A view is a fold: one Spring bean per view says which document an event belongs to and how it changes it. Everything else is done by the
 * machinery, which finds all projections by itself.
 *
 * @param <E> the entry, a public record of public records and values; it is stored by the driver's record codec, which leaves out what is
 *     null, and is the answer that queries give
 */
public interface Projection<E> {

    /** Name of the view, its processor, and the stem of its collections' names, e.g. {@code order-history}. */
    String view();

    /** Raised whenever {@link #evolve}'s result changes for the same events. */
    int version();

    Class<E> entryType();

    /**
     * Id of the document that an event belongs to; null if the event is not for this view. It looks at nothing but the event. Documents
     * whose ids are the same up to a slash are written in the order of their events.
     */
    String keyOf(RecordedEvent event);

    /**
     * The entry after one more event. Pure: no clock, no I/O, no randomness.
     *
     * @param entry null if the document is new
     */
    E evolve(E entry, RecordedEvent event);

    /**
     * Id of the document that shows a token's event, up to a slash; null if such events never show in this view, so that it is never behind
     * them. It is the key by which events are dealt out, too: what has none here is not asked for one as an event, and as a token does
     * not tell its event's type, whatever has one here must have the same as an event, even if it changes nothing.
     */
    String keyOf(ConsistencyToken token);

    /**
     * The event that this view must have seen for a token: mostly the one it names. Where what a client has done shows here only by what a
     * process then does, it is the first event of that.
     */
    default ConsistencyToken meaning(ConsistencyToken token) {
        return token;
    }

    /** What this view must have seen for some tokens; none for those whose events never show in it. */
    default List<ConsistencyToken> shown(Collection<ConsistencyToken> tokens) {
        return tokens.stream().map(this::meaning).filter(token -> keyOf(token) != null).toList();
    }

    /**
     * Id of the document that the token's event is folded into: once the view has seen it, it is among that document's sequences. Asked only
     * for tokens that have a key.
     */
    default String seenIn(ConsistencyToken token) {
        return keyOf(token);
    }

    /**
     * Whether no further event is expected for an entry. A rebuild then writes it and forgets it. It may be wrong, at the price of a
     * document written twice.
     */
    default boolean complete(E entry) {
        return false;
    }

    /** Indexes that this view's queries need; an entry's fields are named {@code d.…}. */
    default List<IndexModel> indexes() {
        return List.of();
    }
}
