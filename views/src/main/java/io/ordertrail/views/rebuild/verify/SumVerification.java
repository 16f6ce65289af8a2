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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks a generation's sums against its own documents while it is followed: every document is in its part, every part is made of just its
 * documents and counted for what they come to, and nothing else is counted. Revisions tell what is wrong from what is on its way: that is
 * looked at again until it has come, or has stood still for long enough.
 */
public final class SumVerification<E> {

    private static final int CHUNK = 500;
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Sums<E> sums;
    private final Verification.Positions positions;
    private final Duration patience;
    private final Readers readers;
    private final List<Difference> samples = new ArrayList<>();
    private long wrong;

    /** @param certain whether looking again would show the same */
    private record Doubt(Difference difference, boolean certain) {
    }

    /** @param patience how long something may stand still, everything stored being followed, before it is counted as it is */
    public SumVerification(Sums<E> sums, Verification.Positions positions, Duration patience, Readers readers) {
        this.sums = sums;
        this.positions = positions;
        this.patience = patience;
        this.readers = readers;
    }

    /** @return the documents' report, in which each sum and each part of one that is wrong counts as a document that differs */
    public Report with(Report documents) {
        inChunks(sums.documents(), ids -> check(ids, this::documents));
        inChunks(sums.parts(), ids -> check(ids, this::parts));
        inChunks(sums.wholes(), ids -> check(ids, this::wholes));
        List<Difference> all = new ArrayList<>(documents.samples());
        all.addAll(samples.subList(0, Math.min(samples.size(), Report.SAMPLES - all.size())));
        return new Report(documents.compared() + wrong, documents.equal(), documents.different() + wrong, documents.missing(),
                documents.extra(), List.copyOf(all));
    }

    private <T> void inChunks(DocumentStore<T> store, Consumer<List<String>> check) {
        List<String> ids = new ArrayList<>(CHUNK);
        store.forEach(stored -> {
            ids.add(stored.id());
            if (ids.size() == CHUNK) {
                check.accept(List.copyOf(ids));
                ids.clear();
            }
        });
        check.accept(ids);
    }

    /** @param look at these ids, gives those that do not seem right */
    private void check(List<String> ids, Function<Collection<String>, Map<String, Doubt>> look) {
        readers.giveWay();
        long present = positions.head().getAsLong();
        long still = System.nanoTime();
        boolean followedBefore = false;
        Map<String, Doubt> before = look.apply(ids);
        while (true) {
            boolean followed = positions.followed().getAsLong() >= present;
            boolean patient = System.nanoTime() - still < (followed ? patience : Verification.UNFOLLOWED).toNanos();
            before.values().removeIf(doubt -> settled(doubt, patient));
            if (before.isEmpty()) {
                return;
            }
            pause();
            Map<String, Doubt> now = look.apply(before.keySet());
            if (!now.equals(before) || followed != followedBefore) {
                still = System.nanoTime();
            }
            before = now;
            followedBefore = followed;
        }
    }

    private boolean settled(Doubt doubt, boolean patient) {
        if (!doubt.certain && patient) {
            return false;
        }
        wrong++;
        if (samples.size() < Report.SAMPLES) {
            samples.add(doubt.difference);
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("This thread is wanted back");
        }
    }

    /** Documents that are in no part although they count; whether they are in it rightly shows when the part is looked at. */
    private Map<String, Doubt> documents(Collection<String> ids) {
        Map<String, String> partsOf = new HashMap<>();
        sums.documents().find(ids).values().forEach(document -> {
            String part = sums.partOf(document);
            if (part != null) {
                partsOf.put(document.id(), part);
            }
        });
        Map<String, Stored<Summands>> parts = sums.parts().find(List.copyOf(partsOf.values()));
        Map<String, Doubt> doubts = new HashMap<>();
        partsOf.forEach((id, part) -> {
            if (!parts.containsKey(part) || !parts.get(part).entry().byName().containsKey(id)) {
                doubts.put(id, new Doubt(new Difference(part, List.of(new Field("/" + id, "is counted", null))), false));
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

        private final List<Field> fields = new ArrayList<>();
        private boolean certain;

        /**
         * @param real null if there is no such thing, for good
         * @param counted null if it is not counted, or not yet
         */
        void compare(String field, Summand real, Summand counted) {
            boolean decided = real == null || counted != null && counted.revision() == real.revision();
            if (!decided || real == null || !real.numbers().equals(counted.numbers())) {
                certain |= decided;
                fields.add(new Field(field, text(real, !decided), text(counted, !decided)));
            }
        }

        void doubt(String id, Map<String, Doubt> doubts) {
            if (!fields.isEmpty()) {
                doubts.put(id, new Doubt(new Difference(id, List.copyOf(fields)), certain));
            }
        }

        private static String text(Summand summand, boolean withRevision) {
            return summand == null ? null
                    : summand.numbers().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" "))
                            + (withRevision ? " (revision %d)".formatted(summand.revision()) : "");
        }
    }
}
