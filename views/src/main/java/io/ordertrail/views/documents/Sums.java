package io.ordertrail.views.documents;

import io.ordertrail.views.documents.Documents.Change;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summand;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.projection.Summed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sums of one generation of a view: a document per part with what each of its documents adds, and a document per whole sum with what each
 * part comes to; only these are read by queries. Both levels are kept the same way: what is of a newer revision replaces what is of an older
 * one, written only if nobody else has written meanwhile. So it does not matter how often, by how many and in which order documents are added.
 */
public final class Sums<E> {

    /** Many documents of different segments share a part. Whoever loses has let another one pass, so this many are never needed. */
    private static final int ATTEMPTS = 100;

    /** Documents added at a time; their neighbours mostly count in the same parts. */
    private static final int CHUNK = 2_000;

    /** Documents after which to see whether somebody reads: a fraction of a millisecond's work. */
    private static final int COURTESY = 100;

    private final Summed<E> projection;
    private final DocumentStore<E> documents;
    private final DocumentStore<Summands> parts;
    private final DocumentStore<Summands> wholes;

    public Sums(Summed<E> projection, DocumentStore<E> documents, DocumentStore<Summands> parts, DocumentStore<Summands> wholes) {
        this.projection = projection;
        this.documents = documents;
        this.parts = parts;
        this.wholes = wholes;
    }

    public Summed<E> projection() {
        return projection;
    }

    public DocumentStore<E> documents() {
        return documents;
    }

    public DocumentStore<Summands> parts() {
        return parts;
    }

    public DocumentStore<Summands> wholes() {
        return wholes;
    }

    /**
     * When it returns, the sums have these documents as they are stored, or as they were later. Whoever has written a document, or found it
     * written by somebody who may have died since, must come here before he calls it done.
     */
    public void refresh(Collection<String> ids) {
        add(documents.find(ids).values());
    }

    /** Adds all documents there are, for a generation that was built without its sums. */
    public void make(Readers readers) {
        List<Stored<E>> chunk = new ArrayList<>(CHUNK);
        documents.forEach(stored -> {
            chunk.add(stored);
            if (chunk.size() % COURTESY == 0) {
                readers.giveWay();
            }
            if (chunk.size() == CHUNK) {
                add(chunk);
                chunk.clear();
            }
        });
        add(chunk);
    }

    private void add(Collection<Stored<E>> stored) {
        Map<String, Map<String, Summand>> intoParts = new HashMap<>();
        for (Stored<E> document : stored) {
            String part = partOf(document);
            if (part != null) {
                intoParts.computeIfAbsent(part, id -> new HashMap<>()).put(document.id(),
                        new Summand(document.revision(), 0, projection.addends(document.entry())));
            }
        }
        Map<String, Map<String, Summand>> intoWholes = new HashMap<>();
        merged(parts, intoParts).forEach(part -> intoWholes.computeIfAbsent(wholeOf(part.id()), id -> new HashMap<>())
                .put(nameOf(part.id()), new Summand(part.revision(), 0, part.entry().total())));
        merged(wholes, intoWholes);
    }

    /** @return all documents that were to be merged into, as they are stored now or were a moment ago */
    private static Collection<Stored<Summands>> merged(DocumentStore<Summands> store, Map<String, Map<String, Summand>> news) {
        Map<String, Stored<Summands>> merged = new HashMap<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, Stored<Summands>> found = news.isEmpty() ? Map.of() : store.find(news.keySet());
            List<Change> changes = new ArrayList<>();
            news.forEach((id, summands) -> {
                Stored<Summands> before = found.getOrDefault(id, new Stored<>(id, 0, Map.of(), Summands.NONE, null));
                Summands after = before.entry().with(summands, before.revision() + 1);
                Stored<Summands> now =
                        after == before.entry() ? before : new Stored<>(id, before.revision() + 1, Map.of(), after, null);
                merged.put(id, now);
                if (now != before) {
                    changes.add(store.change(now));
                }
            });
            if (changes.isEmpty() || store.write(changes)) {
                return merged.values();
            }
        }
        throw new IllegalStateException("Others kept writing the same sums");
    }

    /** Those of these sums that are there, by id. */
    public Map<String, Summands> find(Collection<String> ids) {
        return wholes.find(ids).values().stream().collect(Collectors.toMap(Stored::id, Stored::entry));
    }

    /** Those of these documents, all of which are there, that the sums have as they are now or were a moment ago. */
    public Set<String> have(Collection<String> ids) {
        Map<String, String> partsOf = new HashMap<>();
        Collection<Stored<E>> found = documents.find(ids).values();
        found.stream().filter(document -> partOf(document) != null).forEach(document -> partsOf.put(document.id(), partOf(document)));
        Map<String, Stored<Summands>> inParts = parts.find(Set.copyOf(partsOf.values()));
        Map<String, Stored<Summands>> inWholes = wholes.find(inParts.keySet().stream().map(Sums::wholeOf).collect(Collectors.toSet()));
        return found.stream().filter(document -> {
            String part = partsOf.get(document.id());
            if (part == null) {
                return true;
            }
            Stored<Summands> there = inParts.get(part);
            Stored<Summands> whole = inWholes.get(wholeOf(part));
            return there != null && there.entry().has(document.id(), document.revision()) && whole != null
                    && whole.entry().has(nameOf(part), there.entry().byName().get(document.id()).since());
        }).map(Stored::id).collect(Collectors.toSet());
    }

    /** The part that a document counts in, null if in none. */
    public String partOf(Stored<E> document) {
        return document.entry() == null ? null : projection.sumOf(document.entry());
    }

    /** The sum that a part belongs to. */
    public static String wholeOf(String part) {
        return part.substring(0, part.lastIndexOf('/'));
    }

    /** What a part is called in its sum. */
    public static String nameOf(String part) {
        return part.substring(part.lastIndexOf('/') + 1);
    }
}
