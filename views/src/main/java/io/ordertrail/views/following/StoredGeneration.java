package io.ordertrail.views.following;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A generation as it stands in the store.
 *
 * @param position up to which it has been followed
 */
record StoredGeneration<E>(Projection<E> projection, Documents<E> documents, LongSupplier position) implements Generation<E> {

    /** A token's checksum can be forged. */
    private static final Pattern AGGREGATE = Pattern.compile("[a-z]{1,20}-[0-9A-Za-z_-]{1,100}");

    @Override
    public void requireSeen(List<ConsistencyToken> tokens) {
        for (ConsistencyToken token : tokens) {
            if (!AGGREGATE.matcher(token.aggregate()).matches()) {
                throw Refusal.ofField(Code.BAD_TOKEN, ConsistencyToken.HEADER, "This is not a consistency token");
            }
        }
        List<ConsistencyToken> shown = projection.shown(tokens);
        if (!seen(shown).containsAll(shown)) {
            throw Refusal.viewBehind(projection.view());
        }
    }

    /** Those of these tokens, each with a key here, whose events are in it, and in its sums: by one look-up of documents by id, or two. */
    Set<ConsistencyToken> seen(Collection<ConsistencyToken> tokens) {
        if (tokens.isEmpty()) {
            return Set.of();
        }
        Map<String, Map<String, Long>> sequences = new HashMap<>();
        documents.collection().find(in(Stored.ID, tokens.stream().map(projection::seenIn).collect(Collectors.toSet())))
                .projection(include(Stored.SEQUENCES))
                .forEach(stored -> sequences.put(stored.id(), stored.sequences()));
        Set<ConsistencyToken> folded = tokens.stream().filter(token -> sequences.getOrDefault(projection.seenIn(token), Map.of())
                .getOrDefault(token.aggregate(), -1L) >= token.sequence()).collect(Collectors.toSet());
        folded.removeAll(astray(folded));
        documents.sums().ifPresent(sums -> {
            Set<String> added = sums.have(folded.stream().map(projection::seenIn).collect(Collectors.toSet()));
            folded.removeIf(token -> !added.contains(projection.seenIn(token)));
        });
        return folded;
    }

    /** Those before which, or by which itself, an event of the same aggregate has gone astray: read after the documents, it is known of by then. */
    private Set<ConsistencyToken> astray(Set<ConsistencyToken> folded) {
        Map<String, List<ConsistencyToken>> byNote = folded.stream()
                .filter(token -> Recording.strayOf(projection, token.aggregate()) != null)
                .collect(Collectors.groupingBy(token -> Recording.strayOf(projection, token.aggregate())));
        Set<ConsistencyToken> astray = new HashSet<>();
        if (!byNote.isEmpty()) {
            documents.find(byNote.keySet()).values().stream().filter(note -> note.parked() != null)
                    .forEach(note -> byNote.get(note.id()).stream().filter(token -> token.sequence() >= note.parked().sequence())
                            .forEach(astray::add));
        }
        return astray;
    }

    @Override
    public void requireFollowed(long upTo) {
        if (position.getAsLong() < upTo) {
            throw Refusal.viewBehind(projection.view());
        }
    }

    @Override
    public Optional<Stored<E>> find(String id) {
        Optional<Stored<E>> found = Optional.ofNullable(documents.find(List.of(id)).get(id));
        found.ifPresent(this::requireReadable);
        return found.filter(stored -> stored.entry() != null);
    }

    @Override
    public void requireReadable(Stored<E> stored) {
        if (stored.entry() == null && stored.parked() != null) {
            throw Refusal.of(Code.UNREADABLE, "What the view %s has of %s stands still until an operator heals it"
                    .formatted(projection.view(), stored.id()));
        }
    }

    @Override
    public List<E> entriesOf(List<ConsistencyToken> tokens) {
        Set<String> ids = projection.shown(tokens).stream().map(projection::seenIn).collect(Collectors.toSet());
        return ids.isEmpty()
                ? List.of()
                : documents.find(ids).values().stream().map(Stored::entry).filter(Objects::nonNull).toList();
    }

    @Override
    public Map<String, Summands> sums(Collection<String> ids) {
        return documents.sums().orElseThrow().find(ids);
    }

    @Override
    public MongoCollection<Stored<E>> collection() {
        return documents.collection();
    }
}
