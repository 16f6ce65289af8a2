package io.ordertrail.views.rebuild.verify;

import io.ordertrail.views.documents.DocumentStore;
import io.ordertrail.views.documents.Sums;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summand;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.rebuild.verify.Report.Difference;
import io.ordertrail.views.rebuild.verify.Report.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Checks a generation's sums against its own documents while it is followed: every document is in its part, every part is made of just its
 * documents and counted for what they come to, and nothing else is counted. Revisions tell what is wrong from what is on its way. That is looked
 * at again once the generation has passed all that was stored then: what has not come by that time never will.
 */
public final class SumVerification<E> {

    /** Looked at together, and so many in doubt are kept. */
    private static final int CHUNK = 500;

    /** Summands of the parts that are looked at together, large parts being few at a time. */
    private static final int SUMMANDS = 10_000;

    /** What has moved on each time it was looked at, all that was seen before having come, is kept well: nothing of it was ever wrong. */
    private static final int LOOKS = 10;

    private final Sums<E> sums;
    private final Passing passing;
    private final Readers readers;
    private final List<Difference> samples = new ArrayList<>();
    private long wrong;

    /** Tells what does not seem right of some ids. */
    private interface Look extends Function<Collection<String>, Map<String, Doubt>> {
    }

    /**
     * One number that does not seem right.
     *
     * @param due the revision that is to be counted
     * @param counted the revision that is, -1 if none is
     * @param certain whether looking again would show the same
     */
    private record Suspicion(Field field, long due, long counted, boolean certain) {

        /** Seen again, once all that had made the other has been followed: neither side can be where the other had been before. */
        Suspicion after(Suspicion before) {
            return before != null && (counted < before.due || due < before.counted) ? new Suspicion(field, due, counted, true) : this;
        }
    }

    /** What does not seem right with one sum, by field. */
    private record Doubt(String sum, Map<String, Suspicion> suspicions) {

        Doubt after(Doubt before) {
            Map<String, Suspicion> seenAgain = new LinkedHashMap<>(suspicions);
            seenAgain.replaceAll((field, suspicion) -> suspicion.after(before.suspicions.get(field)));
            return new Doubt(sum, seenAgain);
        }

        List<Field> wrong() {
            return suspicions.values().stream().filter(Suspicion::certain).map(Suspicion::field).toList();
        }
    }

    /** @param passing of this generation */
    public SumVerification(Sums<E> sums, Passing passing, Readers readers) {
        this.sums = sums;
        this.passing = passing;
        this.readers = readers;
    }

    /**
     * @return the documents' report, in which each sum and each part of one that is wrong counts as a document that differs
     * @throws java.util.concurrent.CancellationException if this thread is interrupted, as it is when its rebuild is over
     */
    public Report with(Report documents) {
        check(sums.documents(), document -> 1, this::documents);
        check(sums.parts(), part -> part.entry().byName().size(), this::parts);
        check(sums.wholes(), whole -> whole.entry().byName().size(), this::wholes);
        List<Difference> all = new ArrayList<>(documents.samples());
        all.addAll(samples.subList(0, Math.min(samples.size(), Report.SAMPLES - all.size())));
        return new Report(documents.compared() + wrong, documents.equal(), documents.different() + wrong, documents.missing(),
                documents.extra(), List.copyOf(all));
    }

    private <T> void check(DocumentStore<T> store, ToIntFunction<Stored<T>> summands, Look look) {
        Map<String, Doubt> open = new HashMap<>();
        List<String> ids = new ArrayList<>(CHUNK);
        int[] together = {0};
        store.forEach(stored -> {
            ids.add(stored.id());
            together[0] += summands.applyAsInt(stored);
            if (ids.size() == CHUNK || together[0] >= SUMMANDS) {
                together[0] = 0;
                open.putAll(doubts(look, ids));
                ids.clear();
            }
            if (open.size() >= CHUNK) {
                lookAgain(look, open);
                open.clear();
            }
        });
        open.putAll(doubts(look, ids));
        lookAgain(look, open);
    }

    /** Those that looking again may settle. */
    private Map<String, Doubt> doubts(Look look, Collection<String> ids) {
        readers.giveWay();
        Map<String, Doubt> doubts = look.apply(ids);
        doubts.values().removeIf(this::settled);
        return doubts;
    }

    private void lookAgain(Look look, Map<String, Doubt> doubts) {
        Map<String, Doubt> open = Map.copyOf(doubts);
        for (int looks = 0; looks < LOOKS && !open.isEmpty(); looks++) {
            passing.await();
            Map<String, Doubt> before = open;
            Map<String, Doubt> now = look.apply(before.keySet());
            now.replaceAll((id, doubt) -> doubt.after(before.get(id)));
            now.values().removeIf(this::settled);
            open = now;
        }
    }

    private boolean settled(Doubt doubt) {
        List<Field> fields = doubt.wrong();
        if (fields.isEmpty()) {
            return false;
        }
        wrong++;
        if (samples.size() < Report.SAMPLES) {
            samples.add(new Difference(doubt.sum, fields));
        }
        return true;
    }

    /** Documents that are in no part although they count; whether they are in it rightly shows when the part is looked at. */
    private Map<String, Doubt> documents(Collection<String> ids) {
        Map<String, String> partsOf = new HashMap<>();
        Map<String, Stored<E>> found = sums.documents().find(ids);
        found.values().forEach(document -> {
            String part = sums.partOf(document);
            if (part != null) {
                partsOf.put(document.id(), part);
            }
        });
        Map<String, Stored<Summands>> parts = sums.parts().find(List.copyOf(partsOf.values()));
        Map<String, Doubt> doubts = new HashMap<>();
        partsOf.forEach((id, part) -> {
            if (!parts.containsKey(part) || !parts.get(part).entry().byName().containsKey(id)) {
                String field = "/" + id;
                doubts.put(id, new Doubt(part, Map.of(field,
                        new Suspicion(new Field(field, "is counted", null), found.get(id).revision(), -1, false))));
            }
        });
        return doubts;
    }

    private Map<String, Doubt> parts(Collection<String> ids) {
        // In this order: a document is at the revision that its part has of it, or at a later one.
        Map<String, Stored<Summands>> parts = sums.parts().find(ids);
        Map<String, Stored<E>> documents = sums.documents()
                .find(parts.values().stream().flatMap(part -> part.entry().byName().keySet().stream()).toList());
        Map<String, Stored<Summands>> wholes = sums.wholes().find(ids.stream().map(Sums::wholeOf).collect(Collectors.toSet()));
        Map<String, Doubt> doubts = new HashMap<>();
        parts.forEach((id, part) -> {
            Comparing comparing = new Comparing();
            part.entry().byName().forEach((name, counted) -> {
                Stored<E> document = documents.get(name);
                boolean here = document != null && id.equals(sums.partOf(document));
                comparing.compare("/" + name,
                        here ? new Summand(document.revision(), 0, sums.projection().addends(document.entry())) : null,
                        counted);
            });
            Stored<Summands> whole = wholes.get(Sums.wholeOf(id));
            comparing.compare("", new Summand(part.revision(), 0, part.entry().total()),
                    whole == null ? null : whole.entry().byName().get(Sums.nameOf(id)));
            comparing.doubt(id, doubts);
        });
        return doubts;
    }

    /** Of a whole only what it counts in vain: its parts are looked at one by one. */
    private Map<String, Doubt> wholes(Collection<String> ids) {
        Map<String, Stored<Summands>> wholes = sums.wholes().find(ids);
        Map<String, Stored<Summands>> parts = sums.parts().find(wholes.values().stream()
                .flatMap(whole -> whole.entry().byName().keySet().stream().map(name -> whole.id() + "/" + name)).toList());
        Map<String, Doubt> doubts = new HashMap<>();
        wholes.forEach((id, whole) -> {
            Comparing comparing = new Comparing();
            whole.entry().byName().forEach((name, counted) -> {
                if (!parts.containsKey(id + "/" + name)) {
                    comparing.compare("/" + name, null, counted);
                }
            });
            comparing.doubt(id, doubts);
        });
        return doubts;
    }

    /** What is wrong with one sum, or seems to be. */
    private static final class Comparing {

        private final Map<String, Suspicion> suspicions = new LinkedHashMap<>();

        /**
         * @param real null if there is no such thing, for good
         * @param counted null if it is not counted, or not yet
         */
        void compare(String field, Summand real, Summand counted) {
            boolean decided = real == null || counted != null && counted.revision() == real.revision();
            if (!decided || real == null || !real.numbers().equals(counted.numbers())) {
                suspicions.put(field, new Suspicion(new Field(field, text(real, !decided), text(counted, !decided)),
                        real == null ? -1 : real.revision(), counted == null ? -1 : counted.revision(), decided));
            }
        }

        void doubt(String id, Map<String, Doubt> doubts) {
            if (!suspicions.isEmpty()) {
                doubts.put(id, new Doubt(id, suspicions));
            }
        }

        private static String text(Summand summand, boolean withRevision) {
            return summand == null ? null
                    : summand.numbers().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" "))
                            + (withRevision ? " (revision %d)".formatted(summand.revision()) : "");
        }
    }
}
