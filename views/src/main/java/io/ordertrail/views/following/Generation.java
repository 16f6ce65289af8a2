package io.ordertrail.views.following;

import com.mongodb.client.MongoCollection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.projection.Summed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one query reads: the generation of a view that was live when it asked. Get it once per query, so that all reads agree. */
public interface Generation<E> {

    /** @throws io.ordertrail.platform.refusal.Refusal {@code VIEW_BEHIND} if the view has not seen the event of every token */
    void requireSeen(List<ConsistencyToken> tokens);

    /**
     * @param position up to which every event of this view must have been followed, whichever node has done so
     * @throws io.ordertrail.platform.refusal.Refusal {@code VIEW_BEHIND} if some have not
     */
    void requireFollowed(long position);

    /**
     * The document with that id. Any text is a valid id, most are just not there.
     *
     * @throws io.ordertrail.platform.refusal.Refusal as {@link #requireReadable}
     */
    Optional<Stored<E>> find(String id);

    /**
     * For whoever is to answer about all of some documents, found without asking whether they have an entry.
     *
     * @throws io.ordertrail.platform.refusal.Refusal {@code UNREADABLE} if this one is parked and has nothing to show
     */
    void requireReadable(Stored<E> stored);

    /**
     * The entries of the documents that hold these tokens' events, as far as they are there. What such an event rests on has happened, be it
     * followed yet or not.
     */
    List<E> entriesOf(List<ConsistencyToken> tokens);

    /**
     * Those of these sums that are there, by id. Read after {@link #requireSeen}, they have the tokens' events.
     *
     * @throws java.util.NoSuchElementException if the view is not {@link Summed}
     */
    Map<String, Summands> sums(Collection<String> ids);

    /**
     * All documents, for queries on {@code d.…}; one that is parked with nothing to show has no entry. Who comes upon one that cannot be read and is
     * not parked yet is asked again when it is.
     */
    MongoCollection<Stored<E>> collection();
}
